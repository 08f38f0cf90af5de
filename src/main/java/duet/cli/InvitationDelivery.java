package duet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.agent.Connection;
import duet.delivery.Delivery;
import duet.delivery.DeliveryException;
import duet.delivery.DeliveryResult;
import duet.delivery.Offer;
import duet.delivery.Qr;
import duet.delivery.QrDrawing;
import java.io.UncheckedIOException;

/** Hands an invitation over and tells of it. */
final class InvitationDelivery {

  private final DuetCommand command;
  private final Delivery delivery;

  InvitationDelivery(DuetCommand command, Delivery delivery) {
    this.command = command;
    this.delivery = delivery;
  }

  /**
   * Delivers; whatever goes wrong, the invitation isn't lost.
   *
   * @param link to tell if it doesn't get through
   * @param before what is to be done first and may fail like the delivery itself
   * @param after what is to be done then, likewise
   */
  DeliveryResult deliver(Connection made, String link, Runnable before, Runnable after) {
    try {
      before.run();
      var delivered = delivery.deliver(made);
      after.run();
      tell(made, delivered);
      return delivered;
    } catch (DeliveryException | UncheckedIOException e) {
      command.document().put("link", link);
      command.console().note("The invitation was made, and this link holds it:");
      command.console().note("  " + Console.safe(link));
      throw e;
    }
  }

  private void tell(Connection made, DeliveryResult delivered) {
    if (delivery instanceof Offer) {
      return;
    }
    var json = command.document().putObject("delivery").put("summary", delivered.summary());
    delivered.file().ifPresent(file -> json.put("file", file.toString()));
    remarks(json, delivered);
    command.say("");
    command.say(command.console().bold("Delivery"));
    command.say("  " + Console.safe(delivered.summary()));
    delivered.remarks().forEach(remark -> command.say("  " + Console.safe(remark)));
    if (delivery instanceof Qr qr && !command.json()) {
      draw(qr, made);
    }
  }

  private static void remarks(ObjectNode json, DeliveryResult delivered) {
    if (!delivered.remarks().isEmpty()) {
      var remarks = json.putArray("remarks");
      delivered.remarks().forEach(remarks::add);
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
