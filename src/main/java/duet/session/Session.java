package duet.session;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import duet.agent.Connection;
import duet.didcomm.MalformedException;
import duet.exchange.Side;
import duet.handshake.Pair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

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
 * @param credentials in the order in which they were offered
 * @param proofs in the order in which they were requested
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
    @JsonSetter(nulls = Nulls.AS_EMPTY, contentNulls = Nulls.FAIL)
        List<SessionCredential> credentials,
    @JsonSetter(nulls = Nulls.AS_EMPTY, contentNulls = Nulls.FAIL) List<SessionProof> proofs,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> others) {

  public Session {
    credentials = List.copyOf(credentials);
    proofs = List.copyOf(proofs);
  }

  /**
   * An invitation as its agent made it.
   *
   * @param detail what its URL holds; empty where nobody can read that, which the handshake tells
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record KeptInvitation(String url, Optional<JsonNode> detail) {

    static KeptInvitation of(Connection made) {
      try {
        var detail = SessionJson.MAPPER.readTree(made.invitation().json());
        return new KeptInvitation(made.invitationUrl(), Optional.of(detail));
      } catch (MalformedException e) {
        return new KeptInvitation(made.invitationUrl(), Optional.empty());
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }
  }

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
        List.of(),
        List.of(),
        Map.of());
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

  /** With a credential, which replaces the one of its thread. */
  public Session with(SessionCredential credential) {
    return having(replaced(credentials, credential, SessionCredential::thid), proofs);
  }

  /** With a proof, which replaces the one of its thread. */
  public Session with(SessionProof proof) {
    return having(credentials, replaced(proofs, proof, SessionProof::thid));
  }

  /** The file's content: a version, and under {@code data} what is known. */
  public String json() {
    return SessionJson.write(this);
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
        credentials,
        proofs,
        others);
  }

  private Session having(List<SessionCredential> offered, List<SessionProof> requested) {
    return new Session(
        name,
        state,
        thid,
        via,
        stranger,
        late,
        inviter,
        invitation,
        createdAt,
        Instant.now(),
        expiresAt,
        invitee,
        givenUpAt,
        offered,
        requested,
        others);
  }

  /** The list with a value in place of the one with its thread, or else at its end. */
  private static <T> List<T> replaced(List<T> all, T value, Function<T, String> thread) {
    var next = new ArrayList<>(all);
    for (int i = 0; i < all.size(); i++) {
      if (thread.apply(all.get(i)).equals(thread.apply(value))) {
        next.set(i, value);
        return next;
      }
    }
    next.add(value);
    return next;
  }
}
