package duet.live.page;

import duet.exchange.Side;
import duet.live.board.AgentHealth;
import java.net.URI;
import java.time.ZoneId;
import java.util.Optional;

/** An agent's health as the templates see it. */
record HtmlAgent(AgentHealth health, ZoneId zone) {

  String kind() {
    return health.answers() ? "complete" : "dead";
  }

  String symbol() {
    return health.answers() ? "✓" : "✕";
  }

  Side side() {
    return health.side();
  }

  URI url() {
    return health.url();
  }

  String since() {
    return TimeText.toTheSecond(health.since(), zone);
  }

  Optional<String> trouble() {
    return health.trouble();
  }
}
