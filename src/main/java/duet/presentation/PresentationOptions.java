package duet.presentation;

import duet.exchange.WaitThresholds;
import java.util.function.Consumer;

/**
 * How a presentation is watched.
 *
 * @param thresholds when a sign is taken for the end; {@link WaitThresholds#DEFAULT} by default
 * @param listener told of each change, with the pair after it; called on the threads that take in
 *     events and answers, of which there are few, so it should return soon; what it throws ends the
 *     wait. Nobody is told by default.
 */
public record PresentationOptions(WaitThresholds thresholds, Consumer<? super ProofPair> listener) {

  public static final PresentationOptions DEFAULT =
      new PresentationOptions(WaitThresholds.DEFAULT, pair -> {});

  public PresentationOptions withThresholds(WaitThresholds other) {
    return new PresentationOptions(other, listener);
  }

  public PresentationOptions withListener(Consumer<? super ProofPair> other) {
    return new PresentationOptions(thresholds, other);
  }
}
