package duet.session;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import duet.agent.ProofExchange;
import duet.agent.ProofState;
import duet.agent.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A proof that was requested over the connection of a session.
 *
 * @param thid the thread, which both sides share
 * @param prover empty before it is known, and where a stranger holds that side
 * @param credentialIds the holder's records of what is to be presented; empty for a stranger's
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SessionProof(
    String thid,
    KeptRecord verifier,
    Optional<KeptRecord> prover,
    List<String> credentialIds,
    Instant createdAt) {

  public SessionProof {
    credentialIds = List.copyOf(credentialIds);
  }

  /** For a request just made. */
  public static SessionProof begin(String thid, KeptRecord verifier, List<String> credentialIds) {
    return new SessionProof(thid, verifier, Optional.empty(), credentialIds, Instant.now());
  }

  /** As the agents show it now; a side that isn't seen stays as it was. */
  public SessionProof seen(Optional<KeptRecord> verifying, Optional<KeptRecord> proving) {
    return new SessionProof(
        thid, verifying.orElse(verifier), proving.or(() -> prover), credentialIds, createdAt);
  }

  /** Whether there is nothing left to wait for: the verifier has judged, or the prover refused. */
  public boolean over() {
    var verifying = ProofState.of(verifier.state()).kind();
    var proving = prover.map(one -> ProofState.of(one.state()).kind());
    return verifying == State.Kind.FINAL
        || verifying == State.Kind.DEAD
        || proving.equals(Optional.of(State.Kind.DEAD));
  }

  /** Whether a record is one of the two. */
  public boolean has(ProofExchange record) {
    return thid.equals(record.thid())
        && Stream.concat(Stream.of(verifier), prover.stream())
            .anyMatch(known -> known.recordId().equals(record.id()));
  }
}
