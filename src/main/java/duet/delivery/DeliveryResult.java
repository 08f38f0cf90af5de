package duet.delivery;

import duet.didcomm.Invitation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The result of a delivery.
 *
 * @param summary what was done, in a few words
 * @param remarks warnings for people, a sentence each
 * @param file what was made, if it is a file to pass on
 * @param reading takes the invitation out of what was delivered, as its receiver would
 */
public record DeliveryResult(
    String summary, List<String> remarks, Optional<Path> file, Supplier<Invitation> reading) {

  public DeliveryResult {
    remarks = List.copyOf(remarks);
  }

  /** Without remarks or a file. */
  public static DeliveryResult of(String summary, Supplier<Invitation> reading) {
    return new DeliveryResult(summary, List.of(), Optional.empty(), reading);
  }

  /**
   * The invitation, as its receiver reads it.
   *
   * @throws duet.didcomm.MalformedException if it can't be read
   */
  public Invitation read() {
    return reading.get();
  }

  @Override
  public String toString() {
    return summary + file.map(made -> " (" + made + ")").orElse("");
  }
}
