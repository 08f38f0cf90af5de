package duet.session;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
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
import duet.agent.Connection;
import duet.didcomm.MalformedException;
import duet.exchange.Side;
import duet.handshake.Pair;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of one connection that has a name; each step makes a new one. Its JSON holds no
 * keys; {@code session.schema.json} beside this class tells its fields.
 *
 * @param thid the thread, which both sides share
 * @param via how the invitation is delivered
 * @param stranger whether somebody else is to answer, whose side stays unseen
 * @param late whether the answer came only after it had been given up
 * @param expiresAt when waiting ends, if that was set
 * @param givenUpAt when it was given up, if it was
 * @param others fields that a later version may have added
 */
@JsonPropertyOrder({"source_id", "state", "state_name"})
@JsonIgnoreProperties(value = "state_name", allowGetters = true)
public record Session(
    @JsonProperty("source_id") String name,
    SessionState state,
    String thid,
    String via,
    boolean stranger,
    boolean late,
    Optional<SessionSide> inviter,
    KeptInvitation invitation,
    Instant createdAt,
    Instant updatedAt,
    Optional<Instant> expiresAt,
    Optional<SessionSide> invitee,
    Optional<Instant> givenUpAt,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> others) {

  /** The version of the file format: its major number changes when older readers would fail. */
  private static final String VERSION = "1.0";

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

  /**
   * An invitation as its agent made it.
   *
   * @param detail what its URL holds; empty where nobody can read that, which the handshake tells
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record KeptInvitation(String url, Optional<JsonNode> detail) {

    static KeptInvitation of(Connection made) {
      try {
        var detail = MAPPER.readTree(made.invitation().json());
        return new KeptInvitation(made.invitationUrl(), Optional.of(detail));
      } catch (MalformedException e) {
        return new KeptInvitation(made.invitationUrl(), Optional.empty());
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private record Document(String version, Session data) {}

  /**
   * For an invitation just made.
   *
   * @param via how it is to be delivered
   * @param stranger whether somebody else is to answer it, so that the invitee's side stays unseen
   */
  public static Session begin(
      String name, SessionSide inviter, Connection made, String via, boolean stranger) {
    var now = Instant.now();
    return new Session(
        name,
        SessionState.INITIALIZED,
        made.thid(),
        via,
        stranger,
        false,
        Optional.of(inviter),
        KeptInvitation.of(made),
        now,
        now,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
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
              .collect(Collectors.joining(".")),
          e);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @JsonProperty
  String stateName() {
    return state.toString();
  }

  public String invitationUrl() {
    return invitation.url();
  }

  public Optional<SessionSide> side(Side side) {
    return side == Side.INVITER ? inviter : invitee;
  }

  public Session expiring(Instant when) {
    return changed(state, late, Optional.of(when), this::side);
  }

  /** After the delivery. */
  public Session delivered() {
    return in(SessionState.OFFER_SENT);
  }

  /** With our invitee's side of it. */
  public Session answered(SessionSide answer) {
    return changed(
        state, late, expiresAt, side -> side == Side.INVITEE ? Optional.of(answer) : inviter);
  }

  /** As the agents show it now; an answer to one that was given up comes late. */
  public Session seen(Pair pair) {
    var seen = SessionState.of(pair);
    boolean answered = seen == SessionState.REQUEST_RECEIVED || seen == SessionState.ACCEPTED;
    return changed(
        seen == SessionState.INITIALIZED ? waiting() : seen,
        late || answered && givenUpAt.isPresent(),
        expiresAt,
        side -> side(side).map(before -> pair.side(side).map(before::seen).orElse(before)));
  }

  /**
   * Ends the wait.
   *
   * @param how {@link SessionState#UNFULFILLED} or {@link SessionState#EXPIRED}
   */
  public Session givenUp(SessionState how) {
    return in(how);
  }

  /** One side was deleted at its agent. */
  public Session deleted(Side deleted) {
    return changed(
        state,
        late,
        expiresAt,
        side -> side == deleted ? side(side).map(SessionSide::asDeleted) : side(side));
  }

  public Session revoked() {
    return in(SessionState.REVOKED);
  }

  /** The file's content: a version, and under {@code data} what is known. */
  public String json() {
    try {
      return MAPPER.writeValueAsString(new Document(VERSION, this)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return name + " " + state;
  }

  /** An agent cannot tell whether an invitation that it made was delivered. */
  private SessionState waiting() {
    return state == SessionState.INITIALIZED ? SessionState.INITIALIZED : SessionState.OFFER_SENT;
  }

  private Session in(SessionState next) {
    return changed(next, late, expiresAt, this::side);
  }

  private Session changed(
      SessionState next,
      boolean isLate,
      Optional<Instant> expiry,
      Function<Side, Optional<SessionSide>> sides) {
    var now = Instant.now();
    boolean ended = next == SessionState.UNFULFILLED || next == SessionState.EXPIRED;
    return new Session(
        name,
        next,
        thid,
        via,
        stranger,
        isLate,
        sides.apply(Side.INVITER),
        invitation,
        createdAt,
        now,
        expiry,
        sides.apply(Side.INVITEE),
        ended ? givenUpAt.or(() -> Optional.of(now)) : givenUpAt,
        others);
  }

  private static IllegalArgumentException invalid(String field, Exception cause) {
    return new IllegalArgumentException(
        "its field %s is missing or invalid".formatted(field), cause);
  }
}
