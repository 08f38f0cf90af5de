package duet.session;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import duet.agent.CredentialExchange;
import duet.agent.CredentialState;
import duet.agent.State;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A credential that was offered over the connection of a session.
 *
 * @param thid the thread, which both sides share
 * @param holder empty before it is known, and where a stranger holds that side
 * @param revokedAt when we had it revoked, if we did
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SessionCredential(
    String thid,
    KeptRecord issuer,
    Optional<KeptRecord> holder,
    Instant createdAt,
    Optional<Instant> revokedAt) {

  /** For an offer just made. */
  public static SessionCredential begin(String thid, KeptRecord issuer) {
    return new SessionCredential(thid, issuer, Optional.empty(), Instant.now(), Optional.empty());
  }

  /** As the agents show it now; a side that isn't seen stays as it was. */
  public SessionCredential seen(Optional<KeptRecord> issuing, Optional<KeptRecord> holding) {
    return new SessionCredential(
        thid, issuing.orElse(issuer), holding.or(() -> holder), createdAt, revokedAt);
  }

  /**
   * Whether there is nothing left to wait for.
   *
   * @param stranger whether the holder's side stays unseen
   */
  public boolean over(boolean stranger) {
    var issuing = CredentialState.of(issuer.state()).kind();
    var holding = holder.map(one -> CredentialState.of(one.state()).kind());
    boolean held = stranger || holding.equals(Optional.of(State.Kind.FINAL));
    return issuing == State.Kind.DEAD
        || holding.equals(Optional.of(State.Kind.DEAD))
        || issuing == State.Kind.FINAL && held;
  }

  /** Whether a record is one of the two. */
  public boolean has(CredentialExchange record) {
    return thid.equals(record.thid())
        && Stream.concat(Stream.of(issuer), holder.stream())
            .anyMatch(known -> known.recordId().equals(record.id()));
  }

  /** Keeps the time of the first call. */
  public SessionCredential revoked() {
    return new SessionCredential(
        thid, issuer, holder, createdAt, revokedAt.or(() -> Optional.of(Instant.now())));
  }
}
