package duet.check;

import com.fasterxml.jackson.databind.JsonNode;
import duet.agent.Problem;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds out whether what the agent sends reaches the check's peers, before cases wait for it: the
 * agent accepts an invitation of a peer, and so has a request to send.
 */
final class PeerProbe {

  /**
   * How agents word it when they get no connection; an answer of the peer would have reached us.
   */
  private static final Pattern NO_CONNECTION =
      Pattern.compile(
          "refused|timed? ?out|no answer within|unreachable|no route|unknown ?host|unresolved|failed to resolve '"
              + "|doesn't call loopback|does not resolve|name or service|nodename|name resolution",
          Pattern.CASE_INSENSITIVE);

  private final CheckedAgent agent;
  private final PeerServer peers;
  private boolean probed;
  private OfferedInvitation unused;
  private String skipped = "";
  private Optional<String> remark = Optional.empty();

  PeerProbe(CheckedAgent agent, PeerServer peers) {
    this.agent = agent;
    this.peers = peers;
  }

  /**
   * Returns if the agent reaches the peers, or if there is no telling.
   *
   * @throws Deviation that skips the case if the agent can't reach them; if it sent nothing for
   *     another reason, the first such case fails
   */
  void check() {
    if (!probed) {
      probed = true;
      probe();
    }
    if (!skipped.isEmpty()) {
      throw Deviation.skipped(skipped);
    }
  }

  /** What is wrong and what to try, once that is known. */
  Optional<String> remark() {
    return remark;
  }

  /** An invitation of a peer that the agent was told to accept: the probe's own at first. */
  OfferedInvitation offer() {
    check();
    var offered = unused == null ? OfferedInvitation.to(agent, peers.peer()) : unused;
    unused = null;
    return offered;
  }

  private void probe() {
    unused = OfferedInvitation.to(agent, peers.peer());
    var id = unused.answer().text("/connectionId");
    if (unused.answer().status() != 200 || id.isEmpty()) {
      // The cases about accepting say so.
      return;
    }
    agent.comesTo(() -> peers.reached() || NO_CONNECTION.matcher(failure(id)).find());
    if (peers.reached()) {
      return;
    }
    var failure = failure(id);
    var reason = NO_CONNECTION.matcher(failure).find() ? " (it says: " + failure + ")" : "";
    remark =
        Optional.of(
            "nothing that the agent sent reached the check's peers at "
                + peers.url("")
                + reason
                + ". If it runs in a container or on another machine, --peer-url says how it reaches this one");
    skipped = "what the agent sends does not reach the check's peers (see --peer-url)";
    if (reason.isEmpty()) {
      throw Deviation.failed(
          "a request at " + peers.url("") + agent.within(), "none, and " + agent.seen(id));
    }
  }

  private String failure(String id) {
    JsonNode failure = agent.connection(id).path("metaLastFailure");
    return new Problem(
            failure.path("status").asInt(),
            failure.path("type").asText(),
            failure.path("title").asText(),
            failure.path("detail").asText())
        .toString();
  }
}
