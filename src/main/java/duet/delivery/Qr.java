package duet.delivery;

import duet.agent.InvitationRecord;
import duet.file.AtomicFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;

/**
 * A QR code of the link, as a PNG image.
 *
 * @param file where the image is written; replaced if it exists
 */
public record Qr(Link link, Path file) implements Delivery {

  @Override
  public DeliveryResult deliver(InvitationRecord made) {
    var code = code(made);
    AtomicFile.write(file, QrPng.write(code));
    var remarks = new ArrayList<>(link.remarks(made));
    if (!code.easyToScan()) {
      remarks.add(
          "The invitation is long, the code has %d modules a side: phones have to come close. A"
                  .formatted(code.size())
              + " shorter LINK_BASE or goal helps.");
    }
    return new DeliveryResult(
        "QR code in " + file, remarks, Optional.of(file), () -> InvitationFile.read(file));
  }

  /** The code, for those who draw it. */
  public QrCode code(InvitationRecord made) {
    return QrCode.of(link.of(made));
  }
}
