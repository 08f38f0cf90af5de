package duet.live.board;

import duet.exchange.Side;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether an agent answers.
 *
 * @param since when it was last found to have stopped or begun to answer
 * @param trouble why it doesn't
 */
public record AgentHealth(Side side, URI url, Instant since, Optional<String> trouble) {

  public boolean answers() {
    return trouble.isEmpty();
  }
}
