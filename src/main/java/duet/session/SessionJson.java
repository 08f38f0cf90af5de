package duet.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A session as the content of a file: a version, and under {@code data} what is known. */
final class SessionJson {

  /**
   * The version of the file format: its major number changes when older readers would fail. 1.1
   * added credentials and proofs.
   */
  private static final String VERSION = "1.1";

  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
          .withCoercionConfig(
              LogicalType.Textual,
              texts ->
                  Stream.of(CoercionInputShape.values())
                      .forEach(kind -> texts.setCoercion(kind, CoercionAction.Fail)))
          .addModules(new Jdk8Module(), new JavaTimeModule())
          .build();

  private SessionJson() {}

  private record Document(String version, Session data) {}

  static String write(Session session) {
    try {
      return MAPPER.writeValueAsString(new Document(VERSION, session)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @throws IllegalArgumentException naming the field that is missing or invalid
   */
  static Session read(JsonNode data) {
    try {
      var session = MAPPER.treeToValue(data, Session.class);
      var written = MAPPER.<JsonNode>valueToTree(session);
      for (var field : data.properties()) {
        if (field.getValue().getNodeType() != written.path(field.getKey()).getNodeType()) {
          throw invalid(field.getKey(), null);
        }
      }
      return session;
    } catch (JsonMappingException e) {
      throw invalid(
          e.getPath().stream()
              .map(JsonMappingException.Reference::getFieldName)
              .filter(Objects::nonNull)
              .collect(Collectors.joining(".")),
          e);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static IllegalArgumentException invalid(String field, Exception cause) {
    return new IllegalArgumentException(
        "its field %s is missing or invalid".formatted(field), cause);
  }
}
