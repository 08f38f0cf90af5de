package duet.cli;

import duet.delivery.Delivery;
import duet.delivery.Email;
import duet.delivery.EmailAddress;
import duet.delivery.Link;
import duet.delivery.Offer;
import duet.delivery.PhoneNumber;
import duet.delivery.Qr;
import duet.delivery.Sms;
import duet.settings.Settings;
import java.nio.file.Path;
import java.util.UUID;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How to deliver an invitation, and to whom. */
final class DeliveryOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--via",
      paramLabel = "offer|link|qr|sms|email",
      defaultValue = "offer",
      description = "How to deliver the invitation: to our own invitee (offer), or to anybody.")
  private DeliveryMethod via;

  @Option(
      names = "--to",
      paramLabel = "NUMBER|ADDRESS",
      description = "The recipient: a number such as +491701234567, or an e-mail address.")
  private String to;

  @Option(
      names = "--accept",
      description = "Let our own invitee accept what was delivered instead of waiting for others.")
  private boolean accept;

  @Option(names = "--use-public-did", hidden = true)
  private boolean publicDid;

  DeliveryMethod via() {
    return via;
  }

  /** Whether somebody else is to answer, whose side stays unseen. */
  boolean stranger() {
    return via != DeliveryMethod.OFFER && !accept;
  }

  /**
   * The delivery that was asked for.
   *
   * @param name of the connection; null without one
   * @throws ParameterException if the options don't fit each other
   */
  Delivery delivery(Settings settings, String name) {
    if (publicDid) {
      throw misuse(
          "--use-public-did is not supported: agents create each invitation with a new peer DID");
    }
    boolean addressed = via == DeliveryMethod.SMS || via == DeliveryMethod.EMAIL;
    if (addressed && to == null) {
      throw misuse("--via " + via + " requires --to: " + recipientExample());
    }
    if (!addressed && to != null) {
      throw misuse("--to requires --via sms or --via email, not --via " + via);
    }
    var made = settings.delivery();
    var link = new Link(made.linkBase());
    return switch (via) {
      case OFFER -> new Offer();
      case LINK -> link;
      case QR -> new Qr(link, qrFile(settings, name));
      case SMS -> new Sms(link, new PhoneNumber(to), made.sms(), outbox(settings, name, ".txt"));
      case EMAIL ->
          new Email(link, new EmailAddress(to), made.smtp(), outbox(settings, name, ".eml"));
    };
  }

  /** The file of a connection's QR code. */
  static Path qrFile(Settings settings, String name) {
    return settings.data().resolve(prefix(name) + "connection-invite.png");
  }

  /** Without a name each message has a file of its own. */
  private static Path outbox(Settings settings, String name, String end) {
    var rest = name == null ? "-" + UUID.randomUUID() : "";
    return settings
        .data()
        .resolve("outbox")
        .resolve(prefix(name) + "connection-invite" + rest + end);
  }

  private static String prefix(String name) {
    return name == null ? "" : name + "-";
  }

  private String recipientExample() {
    return via == DeliveryMethod.SMS
        ? "a number such as +491701234567"
        : "an address such as bob@example.org";
  }

  private ParameterException misuse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
