package duet.live.board;

import duet.exchange.WaitThresholds;
import duet.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * How a board is kept.
 *
 * @param data where sessions are, and {@code board.json}, which says what the board itself began;
 *     empty if nothing is kept
 * @param linkBase where an invitation's link leads; empty for the agent's own
 * @param thresholds when a sign is taken for the end; {@link WaitThresholds#DEFAULT} by default
 */
public record BoardOptions(
    Optional<Path> data, Optional<URI> linkBase, WaitThresholds thresholds, Clock clock) {

  public static final BoardOptions DEFAULT =
      new BoardOptions(
          Optional.empty(), Optional.empty(), WaitThresholds.DEFAULT, Clock.systemUTC());

  /** With the settings' data directory and link. */
  public static BoardOptions of(Settings settings) {
    return DEFAULT.keptIn(settings.data()).withLinkBase(settings.delivery().linkBase());
  }

  public BoardOptions keptIn(Path directory) {
    return new BoardOptions(Optional.of(directory), linkBase, thresholds, clock);
  }

  public BoardOptions withLinkBase(Optional<URI> base) {
    return new BoardOptions(data, base, thresholds, clock);
  }

  public BoardOptions withThresholds(WaitThresholds other) {
    return new BoardOptions(data, linkBase, other, clock);
  }

  public BoardOptions withClock(Clock other) {
    return new BoardOptions(data, linkBase, thresholds, other);
  }
}
