package duet.cli;

import duet.agent.Connection;
import duet.delivery.Delivery;
import duet.delivery.DeliveryResult;
import duet.delivery.Offer;
import duet.delivery.Qr;
import duet.delivery.QrDrawing;

/** Hands an invitation over and prints how. */
final class InvitationDelivery {

  private final DuetCommand command;
  private final Delivery delivery;

  InvitationDelivery(DuetCommand command, Delivery delivery) {
    this.command = command;
    this.delivery = delivery;
  }

  /** Whether anything travels at all. */
  boolean travels() {
    return !(delivery instanceof Offer);
  }

  DeliveryResult deliver(Connection made) {
    return delivery.deliver(made);
  }

  void print(Connection made, DeliveryResult delivered) {
    command.say("");
    command.say(command.console().bold("Delivery"));
    command.say("  " + Console.safe(delivered.summary()));
    delivered.remarks().forEach(remark -> command.say("  " + Console.safe(remark)));
    if (delivery instanceof Qr qr && !command.json()) {
      draw(qr, made);
    }
  }

  private void draw(Qr qr, Connection made) {
    var console = command.console();
    int columns = TerminalInfo.columns(command.environment(), console.terminal());
    var code = qr.code(made);
    var drawing =
        !console.unicode() ? QrDrawing.ASCII : console.colour() ? QrDrawing.INK : QrDrawing.CHALK;
    if (drawing.columns(code) <= columns) {
      command.say("");
      drawing
          .lines(code, columns)
          .forEach(line -> console.draw(drawing == QrDrawing.INK ? console.onPaper(line) : line));
    } else if (columns > 0) {
      command.say(
          "  To draw it here the terminal needs %d columns, and has %d."
              .formatted(drawing.columns(code), columns));
    }
  }
}
