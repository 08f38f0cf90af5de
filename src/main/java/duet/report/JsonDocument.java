package duet.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import duet.agent.Connection;
import duet.agent.CredentialExchange;
import duet.agent.ProofExchange;
import duet.exchange.Diagnosis;
import duet.exchange.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes values as JSON: a record's components are the fields, in their order; absent values have
 * no field.
 */
public final class JsonDocument {

  /** What isn't ASCII is escaped, so that nothing in it commands a terminal. */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(
              SerializationFeature.INDENT_OUTPUT, SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
          .addModule(new Jdk8Module())
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addSerializer(Path.class, ToStringSerializer.instance)
                  .addSerializer(Duration.class, new MillisSerializer()))
          .addMixIn(Connection.class, ConnectionFields.class)
          .addMixIn(CredentialExchange.class, CredentialFields.class)
          .addMixIn(ProofExchange.class, ProofFields.class)
          .addMixIn(Diagnosis.class, DiagnosisFields.class)
          .addMixIn(Timeline.Entry.class, TimedFields.class)
          .addMixIn(Timeline.Remark.class, TimedFields.class)
          .build();

  private JsonDocument() {}

  /** A value as indented text. */
  public static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A value to become part of a document. */
  public static ObjectNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** The fields of a document, in their order, to become part of another. */
  public static Map<String, JsonNode> fields(ObjectNode document) {
    return MAPPER.convertValue(document, new TypeReference<LinkedHashMap<String, JsonNode>>() {});
  }

  /** The names of a connection's fields where they differ from those of its record. */
  private interface ConnectionFields {
    @JsonProperty("connectionId")
    String id();

    @JsonProperty("role")
    String reportedRole();

    @JsonProperty("state")
    String reportedState();

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    Map<String, Object> others();
  }

  /** As {@link ConnectionFields}, for a credential's. */
  private interface CredentialFields {
    @JsonProperty("recordId")
    String id();

    @JsonProperty("role")
    String reportedRole();

    @JsonProperty("state")
    String reportedState();

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    String invitationUrl();

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    Map<String, Object> others();
  }

  /** As {@link ConnectionFields}, for a proof's. */
  private interface ProofFields {
    @JsonProperty("presentationId")
    String id();

    @JsonProperty("role")
    String reportedRole();

    @JsonProperty("state")
    String reportedState();

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    String invitationUrl();

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    Map<String, Object> others();
  }

  private interface DiagnosisFields {
    @JsonProperty
    String advice();
  }

  private interface TimedFields {
    @JsonProperty("atMillis")
    Duration at();
  }

  private static final class MillisSerializer extends JsonSerializer<Duration> {
    @Override
    public void serialize(Duration value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeNumber(value.toNanos() / 1e6);
    }
  }
}
