package duet.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.agent.Connection;
import duet.didcomm.MalformedException;
import duet.exchange.Side;
import duet.handshake.Pair;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of one connection that has a name: it is immutable, and each step makes a new one.
 * Its JSON holds no keys; {@code session.schema.json} beside this class tells its fields.
 */
public final class Session {

  /** Of the form of the file: another number before the dot is another form. */
  static final String VERSION = "1.0";

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final ObjectNode data;

  private Session(ObjectNode data) {
    this.data = data;
  }

  /**
   * Of an invitation just made.
   *
   * @param via how it is to be delivered
   * @param stranger whether somebody else is to answer it, so that the invitee's side stays unseen
   */
  public static Session begin(
      String name, SessionSide inviter, Connection made, String via, boolean stranger) {
    var data =
        MAPPER
            .createObjectNode()
            .put("source_id", name)
            .put("state", SessionState.INITIALIZED.number())
            .put("state_name", SessionState.INITIALIZED.toString())
            .put("thid", made.thid())
            .put("via", via)
            .put("stranger", stranger)
            .put("late", false);
    data.set("inviter", inviter.json(MAPPER));
    var invitation = data.putObject("invitation").put("url", made.invitationUrl());
    detail(made).ifPresent(detail -> invitation.set("detail", detail));
    var now = Instant.now().toString();
    return new Session(data.put("created_at", now).put("updated_at", now));
  }

  /**
   * @throws IllegalArgumentException telling the field that isn't what it should be
   */
  static Session read(JsonNode data) {
    if (!(data instanceof ObjectNode object)) {
      throw JsonFields.wrong("data", "missing");
    }
    var session = new Session(object);
    JsonFields.text(data, "source_id");
    JsonFields.text(data, "thid");
    JsonFields.text(data, "via");
    JsonFields.flag(data, "stranger");
    JsonFields.flag(data, "late");
    JsonFields.time(data, "created_at");
    JsonFields.time(data, "updated_at");
    JsonFields.optionalTime(data, "expires_at");
    JsonFields.optionalTime(data, "given_up_at");
    JsonFields.text(data.path("invitation"), "url");
    var standing = SessionState.of(data.path("state").asInt(-1));
    if (standing.isEmpty()) {
      throw JsonFields.wrong("state", "none of the eight");
    }
    for (Side side : Side.values()) {
      session.side(side);
    }
    return session;
  }

  public String name() {
    return data.path("source_id").textValue();
  }

  public SessionState state() {
    return SessionState.of(data.path("state").intValue()).orElseThrow();
  }

  /** The thread, which both sides share. */
  public String thid() {
    return data.path("thid").textValue();
  }

  public String via() {
    return data.path("via").textValue();
  }

  /** Whether somebody else is to answer, whose side stays unseen. */
  public boolean stranger() {
    return data.path("stranger").booleanValue();
  }

  /** Whether the answer came only after it had been given up. */
  public boolean late() {
    return data.path("late").booleanValue();
  }

  public String invitationUrl() {
    return data.path("invitation").path("url").textValue();
  }

  public Instant updatedAt() {
    return JsonFields.time(data, "updated_at");
  }

  /** From when on nobody is waited for any more, if that was set. */
  public Optional<Instant> expiresAt() {
    return JsonFields.optionalTime(data, "expires_at");
  }

  /** When it was given up, if it was. */
  public Optional<Instant> givenUpAt() {
    return JsonFields.optionalTime(data, "given_up_at");
  }

  public Optional<SessionSide> side(Side side) {
    return Optional.ofNullable(data.get(side.toString())).map(SessionSide::read);
  }

  public Session expiring(Instant when) {
    return changed(copy().put("expires_at", when.toString()));
  }

  /** After the delivery. */
  public Session handedOver() {
    return standing(copy(), SessionState.OFFER_SENT);
  }

  /** With our invitee's side of it. */
  public Session answered(SessionSide invitee) {
    var copy = copy();
    copy.set(Side.INVITEE.toString(), invitee.json(MAPPER));
    return changed(copy);
  }

  /** As the agents show it now; an answer to one that was given up comes late. */
  public Session seen(Pair pair) {
    var copy = copy();
    for (Side side : Side.values()) {
      pair.side(side)
          .ifPresent(
              now ->
                  side(side)
                      .map(known -> known.seen(now).json(MAPPER))
                      .ifPresent(json -> copy.set(side.toString(), json)));
    }
    var seen = SessionState.of(pair);
    boolean answered = seen == SessionState.REQUEST_RECEIVED || seen == SessionState.ACCEPTED;
    copy.put("late", late() || answered && givenUpAt().isPresent());
    return standing(copy, seen == SessionState.INITIALIZED ? waiting() : seen);
  }

  /**
   * Nobody is waited for any more.
   *
   * @param how {@link SessionState#UNFULFILLED} or {@link SessionState#EXPIRED}
   */
  public Session givenUp(SessionState how) {
    return standing(copy(), how);
  }

  /** One side was deleted at its agent. */
  public Session deleted(Side side) {
    var copy = copy();
    side(side).ifPresent(known -> copy.set(side.toString(), known.gone().json(MAPPER)));
    return changed(copy);
  }

  public Session revoked() {
    return standing(copy(), SessionState.REVOKED);
  }

  /** The file's content: a version, and under {@code data} what is known. */
  public String json() {
    try {
      var document = MAPPER.createObjectNode().put("version", VERSION);
      document.set("data", data);
      return MAPPER.writeValueAsString(document) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return name() + " " + state();
  }

  /** An agent that knows only of an invitation doesn't know what we did with it. */
  private SessionState waiting() {
    return state() == SessionState.INITIALIZED ? SessionState.INITIALIZED : SessionState.OFFER_SENT;
  }

  private static Session standing(ObjectNode copy, SessionState standing) {
    copy.put("state", standing.number()).put("state_name", standing.toString());
    boolean givenUp = standing == SessionState.UNFULFILLED || standing == SessionState.EXPIRED;
    if (givenUp && !copy.has("given_up_at")) {
      copy.put("given_up_at", Instant.now().toString());
    }
    return changed(copy);
  }

  private static Session changed(ObjectNode copy) {
    return new Session(copy.put("updated_at", Instant.now().toString()));
  }

  private ObjectNode copy() {
    return data.deepCopy();
  }

  /** Empty where the agent made something that nobody can read, which the handshake then tells. */
  private static Optional<JsonNode> detail(Connection made) {
    try {
      return Optional.of(MAPPER.readTree(made.invitation().json()));
    } catch (MalformedException e) {
      return Optional.empty();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
