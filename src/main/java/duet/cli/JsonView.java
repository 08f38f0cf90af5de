package duet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.agent.AgentException;
import duet.agent.Connection;
import duet.agent.PreflightResult;
import duet.report.JsonDocument;
import duet.walkthrough.RunFailure;
import java.util.List;
import java.util.Optional;

/** What {@code --json} tells of agents and their connections. */
final class JsonView {

  private JsonView() {}

  static ArrayNode connections(List<Connection> connections, SessionIndex sessions) {
    var json = JsonDocument.object().arrayNode();
    for (Connection connection : connections) {
      var one = JsonDocument.connection(connection);
      JsonDocument.put(one, "name", sessions.name(connection));
      SessionStateView.put(one, sessions.state(connection));
      json.add(one);
    }
    return json;
  }

  static ObjectNode finding(PreflightResult finding) {
    var json =
        JsonDocument.object()
            .put("agent", finding.address().name())
            .put("reachable", finding.reachable())
            .put("url", finding.baseUrl().toString())
            .put("tookMillis", finding.took().toMillis());
    JsonDocument.put(
        json, "version", Optional.of(finding.version()).filter(text -> !text.isEmpty()));
    finding.failure().ifPresent(failure -> json.set("error", failure(failure)));
    return json;
  }

  static ObjectNode failure(RunFailure failure) {
    var json =
        JsonDocument.object()
            .put("kind", failure.kind().name())
            .put("place", failure.place())
            .put("summary", failure.summary());
    failure.details().forEach(json.putArray("details")::add);
    return json;
  }

  static ObjectNode failure(AgentException failure) {
    var json =
        JsonDocument.object()
            .put("message", failure.getMessage())
            .put("agent", failure.agent())
            .put("step", failure.step())
            .put("url", failure.target().toString())
            .put("cause", failure.reason().name())
            .put("seen", failure.seen())
            .put("keys", failure.keys())
            .put("advice", failure.reason().advice())
            .put("curl", failure.curl());
    failure.problem().ifPresent(problem -> json.set("problem", JsonDocument.problem(problem)));
    return json;
  }
}
