package duet.cli;

import duet.agent.Connection;
import duet.delivery.Delivery;
import duet.delivery.DeliveryResult;
import duet.delivery.Qr;
import duet.delivery.QrCode;
import duet.delivery.QrDrawing;

/** Shows how an invitation was delivered. */
final class DeliveryView {

  private DeliveryView() {}

  static void print(
      DuetCommand command, Delivery delivery, Connection made, DeliveryResult delivered) {
    command.heading("Delivery");
    command.printAlways("  " + Console.safe(delivered.summary()));
    delivered.remarks().forEach(remark -> command.print("  " + Console.safe(remark)));
    if (delivery instanceof Qr qr && !command.silent()) {
      draw(command, qr.code(made));
    }
  }

  private static void draw(DuetCommand command, QrCode code) {
    var console = command.console();
    int columns = TerminalInfo.columns(command.environment(), console.terminal());
    var drawing =
        !console.unicode() ? QrDrawing.ASCII : console.colour() ? QrDrawing.INK : QrDrawing.CHALK;
    if (drawing.columns(code) <= columns) {
      command.print("");
      drawing
          .lines(code, columns)
          .forEach(
              line ->
                  console.document(drawing == QrDrawing.INK ? console.blackOnWhite(line) : line));
    } else if (columns > 0) {
      command.print(
          "  The QR code needs %d columns, the terminal has %d."
              .formatted(drawing.columns(code), columns));
    }
  }
}
