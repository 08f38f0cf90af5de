package duet.delivery;

import duet.agent.InvitationRecord;
import duet.file.AtomicFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text message with the link.
 *
 * @param gateway sends it; without one it is written to the file
 * @param file for a message that is not sent
 */
public record Sms(Link link, PhoneNumber to, Optional<SmsGateway> gateway, Path file)
    implements Delivery {

  /** Characters of one part of a long message. */
  private static final int PART = 153;

  /** Most gateways accept no longer ones. */
  private static final int LONGEST = 1_600;

  @Override
  public DeliveryResult deliver(InvitationRecord made) {
    var text = new InvitationWording(made.goal(), link.of(made)).line();
    var remarks = new ArrayList<>(link.remarks(made));
    if (text.length() > LONGEST) {
      remarks.add(
          "The message has %d characters, most gateways take at most %d: a shorter LINK_BASE or goal helps."
              .formatted(text.length(), LONGEST));
    }
    return gateway.isPresent() ? sent(gateway.get(), text, remarks) : kept(text, remarks);
  }

  private DeliveryResult sent(SmsGateway sms, String text, List<String> remarks) {
    sms.send(to, text);
    int parts = (text.length() + PART - 1) / PART;
    return new DeliveryResult(
        "text message to %s, %d parts".formatted(to, parts),
        remarks,
        Optional.empty(),
        () -> InvitationWording.invitationIn(text));
  }

  private DeliveryResult kept(String text, List<String> remarks) {
    var content = "To: " + to + "\n\n" + text + "\n";
    AtomicFile.write(file, content);
    remarks.add("Nothing was sent: no SMS_URL is set. The message is in " + file + ".");
    return new DeliveryResult(
        "text message in " + file,
        remarks,
        Optional.of(file),
        () -> InvitationWording.invitationIn(Text.of(file)));
  }
}
