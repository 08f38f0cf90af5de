package duet.handshake;

import duet.exchange.WaitThresholds;
import java.util.function.Consumer;

/**
 * How a handshake is watched.
 *
 * @param thresholds when a sign is taken for the end; {@link WaitThresholds#DEFAULT} by default
 * @param requestSentSuffices whether an invitee that reports {@code ConnectionRequestSent} counts
 *     as connected, as some never report more; false by default
 * @param listener told of each change, with the pair after it; called on the threads that take in
 *     events and answers, of which there are few, so it should return soon; what it throws ends the
 *     wait. Nobody is told by default.
 */
public record HandshakeOptions(
    WaitThresholds thresholds, boolean requestSentSuffices, Consumer<? super Pair> listener) {

  public static final HandshakeOptions DEFAULT =
      new HandshakeOptions(WaitThresholds.DEFAULT, false, pair -> {});

  public HandshakeOptions withThresholds(WaitThresholds other) {
    return new HandshakeOptions(other, requestSentSuffices, listener);
  }

  public HandshakeOptions withListener(Consumer<? super Pair> other) {
    return new HandshakeOptions(thresholds, requestSentSuffices, other);
  }

  public HandshakeOptions withRequestSentSufficing() {
    return new HandshakeOptions(thresholds, true, listener);
  }
}
