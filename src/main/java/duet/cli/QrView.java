package duet.cli;

import duet.delivery.QrCode;
import duet.delivery.QrDrawing;

/** Draws a QR code in the terminal, if it is wide enough. */
final class QrView {

  private QrView() {}

  static void print(DuetCommand command, QrCode code) {
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
