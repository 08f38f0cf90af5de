package duet.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import duet.client.ApiClient;
import duet.client.model.ConnectionsPage;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Makes our own values of the generated client's, in which required fields may be missing. */
final class ResponseMapper {

  /** Reads what agents write. */
  static final ObjectMapper JSON =
      ApiClient.createDefaultObjectMapper()
          .registerModule(
              new SimpleModule("times").addDeserializer(OffsetDateTime.class, new AgentTime()));

  private ResponseMapper() {}

  static Connection connection(AgentAddress agent, String step, duet.client.model.Connection body) {
    if (body == null) {
      throw garbage(agent, step, "an empty response instead of a connection");
    }
    return new Connection(
        required(agent, step, "connectionId", body.getConnectionId()),
        required(agent, step, "thid", body.getThid()),
        Optional.ofNullable(body.getLabel()),
        Optional.ofNullable(body.getGoalCode()),
        Optional.ofNullable(body.getGoal()),
        Optional.ofNullable(body.getMyDid()),
        Optional.ofNullable(body.getTheirDid()),
        Optional.ofNullable(body.getRole()).orElse(""),
        required(agent, step, "state", body.getState()),
        Optional.ofNullable(body.getInvitation())
            .map(invitation -> invitation.getInvitationUrl())
            .orElse(""),
        instant(body.getCreatedAt()),
        instant(body.getUpdatedAt()),
        Optional.ofNullable(body.getMetaRetries()),
        Optional.ofNullable(body.getMetaLastFailure()).map(ResponseMapper::problem),
        others(body.getAdditionalProperties()));
  }

  static List<Connection> connections(AgentAddress agent, String step, ConnectionsPage page) {
    if (page == null || page.getContents() == null) {
      throw garbage(agent, step, "a response without 'contents'");
    }
    return page.getContents().stream().map(body -> connection(agent, step, body)).toList();
  }

  /** The connection of an event; empty for any other event. */
  static Optional<Connection> event(AgentAddress agent, String event) {
    try {
      var read = JSON.readValue(event, Event.class);
      return read != null && "ConnectionUpdated".equals(read.type())
          ? Optional.of(connection(agent, "send an event", read.data()))
          : Optional.empty();
    } catch (JsonProcessingException | AgentException e) {
      return Optional.empty();
    }
  }

  static Problem problem(duet.client.model.Problem body) {
    int status = body.getStatus() == null ? 0 : body.getStatus();
    return new Problem(status, body.getType(), body.getTitle(), body.getDetail());
  }

  private static String required(AgentAddress agent, String step, String field, String value) {
    if (value == null || value.isEmpty()) {
      throw garbage(agent, step, "a connection without '" + field + "'");
    }
    return value;
  }

  private static AgentException garbage(AgentAddress agent, String step, String seen) {
    var target = URI.create(agent.url() + "/connections");
    return new AgentException(agent, step, target, Cause.NOT_AN_AGENT, seen, null);
  }

  private static Optional<Instant> instant(OffsetDateTime time) {
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
  }

  private static Map<String, Object> others(Map<String, Object> fields) {
    if (fields == null) {
      return Map.of();
    }
    fields.values().removeIf(Objects::isNull);
    return fields;
  }

  private record Event(String type, duet.client.model.Connection data) {}
}
