package duet.cli;

import duet.delivery.Delivery;
import duet.delivery.Link;
import duet.delivery.Qr;
import duet.settings.Settings;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether to put an offer or request into an invitation, for a wallet without a connection. */
final class InvitationOption {

  private static final String VIA = "--via";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = VIA,
      paramLabel = "link|qr",
      description =
          "Do without a connection: hand a wallet an invitation, as link or QR code, and wait for"
              + " its answer.")
  private DeliveryMethod via;

  boolean given() {
    return via != null;
  }

  /**
   * @throws ParameterException if an invitation was asked for that the other options or parameters
   *     leave no room for
   */
  void check(Optional<String> name) {
    if (via != null && via != DeliveryMethod.LINK && via != DeliveryMethod.QR) {
      throw misuse("--via %s is for invitations to connect (must be link or qr)".formatted(via));
    }
    if (via != null && name.isPresent()) {
      throw misuse("NAME and --via exclude each other: an invitation does without a connection");
    }
  }

  /** The file of the QR code, if there will be one. */
  Optional<Path> file(Settings settings, String what) {
    return Optional.of(settings.data().resolve(what + "-invite.png"))
        .filter(any -> via == DeliveryMethod.QR);
  }

  /**
   * @param what is in the invitation, which names the file of a QR code
   */
  Delivery delivery(Settings settings, String what) {
    var link = new Link(settings.delivery().linkBase());
    return file(settings, what).<Delivery>map(file -> new Qr(link, file)).orElse(link);
  }

  private ParameterException misuse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
