package duet.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.agent.Connection;
import duet.agent.Problem;
import java.time.Duration;
import java.util.Optional;

/** The parts that JSON documents are made of; absent values have no field. */
public final class JsonDocument {

  /** What isn't ASCII is escaped, so that nothing in it commands a terminal. */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  private JsonDocument() {}

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** A document as indented text. */
  public static String text(ObjectNode document) {
    try {
      return MAPPER.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Everything that an agent told of a connection. */
  public static ObjectNode connection(Connection connection) {
    var json = object().put("connectionId", connection.id()).put("thid", connection.thid());
    put(json, "label", connection.label());
    put(json, "goalCode", connection.goalCode());
    put(json, "goal", connection.goal());
    put(json, "myDid", connection.myDid());
    put(json, "theirDid", connection.theirDid());
    json.put("role", connection.reportedRole()).put("state", connection.reportedState());
    json.put("invitationUrl", connection.invitationUrl());
    put(json, "createdAt", connection.createdAt().map(Object::toString));
    put(json, "updatedAt", connection.updatedAt().map(Object::toString));
    connection.metaRetries().ifPresent(retries -> json.put("metaRetries", retries));
    connection.lastFailure().ifPresent(failure -> json.set("lastFailure", problem(failure)));
    if (!connection.others().isEmpty()) {
      json.set("others", MAPPER.valueToTree(connection.others()));
    }
    return json;
  }

  public static ObjectNode problem(Problem problem) {
    return object()
        .put("status", problem.status())
        .put("type", problem.type())
        .put("title", problem.title())
        .put("detail", problem.detail());
  }

  public static void put(ObjectNode json, String field, Optional<String> value) {
    value.ifPresent(text -> json.put(field, text));
  }

  /** Milliseconds with their fraction. */
  static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
