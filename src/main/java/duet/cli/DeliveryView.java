package duet.cli;

import duet.agent.InvitationRecord;
import duet.delivery.Delivery;
import duet.delivery.DeliveryResult;
import duet.delivery.Qr;

/** Shows how an invitation was delivered. */
final class DeliveryView {

  private DeliveryView() {}

  static void print(
      DuetCommand command, Delivery delivery, InvitationRecord made, DeliveryResult delivered) {
    command.heading("Delivery");
    command.printAlways("  " + Console.safe(delivered.summary()));
    delivered.remarks().forEach(remark -> command.print("  " + Console.safe(remark)));
    if (delivery instanceof Qr qr && !command.silent()) {
      QrView.print(command, qr.code(made));
    }
  }
}
