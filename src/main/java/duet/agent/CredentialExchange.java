package duet.agent;

import duet.didcomm.Invitation;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One side's record of a credential's issuance, as its agent reported it at one moment.
 *
 * @param id this side's name for it; the holder's is what a proof is made of
 * @param thid the thread, the same on both sides
 * @param format {@code JWT} in all that Duet does
 * @param claims those of the offer, in the agent's order; JSON's values, null included
 * @param subjectId the holder's DID; empty at the issuer, and until the holder has accepted
 * @param validity how long after its issuance the credential will be valid, only at the issuer
 * @param automaticIssuance whether the credential follows a request by itself, only at the issuer
 * @param jwt the credential, once it is issued
 * @param goalCode of an offer by invitation, at the issuer
 * @param goal of an offer by invitation, at the issuer
 * @param myDid the peer DID of an offer by invitation, at the issuer
 * @param reportedRole the role's text as the agent wrote it
 * @param reportedState the state's text as the agent wrote it
 * @param invitationUrl a link that holds the offer, at the issuer; empty where the offer goes over
 *     a connection
 * @param metaRetries how many more times the agent will try its next step, if it reports that
 * @param lastFailure the agent's last failure with it, which proves nothing once the state changed
 * @param others the fields unknown to Duet, as the agent wrote them
 */
public record CredentialExchange(
    String id,
    String thid,
    String format,
    Map<String, Object> claims,
    Optional<String> subjectId,
    Optional<Duration> validity,
    Optional<Boolean> automaticIssuance,
    Optional<String> jwt,
    Optional<String> goalCode,
    Optional<String> goal,
    Optional<String> myDid,
    String reportedRole,
    String reportedState,
    String invitationUrl,
    Optional<Instant> createdAt,
    Optional<Instant> updatedAt,
    Optional<Integer> metaRetries,
    Optional<Problem> lastFailure,
    Map<String, Object> others)
    implements InvitationRecord {

  public CredentialExchange {
    claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
    others = Map.copyOf(others);
  }

  @Override
  public Role role() {
    return Role.of(reportedRole);
  }

  @Override
  public CredentialState state() {
    return CredentialState.of(reportedState);
  }

  /**
   * The invitation that holds the offer.
   *
   * @throws duet.didcomm.MalformedException if the record has none, or none that is usable
   */
  @Override
  public Invitation invitation() {
    return Invitation.parse(invitationUrl);
  }

  /** All that the agent reported but the JWT, a line for each field, control characters escaped. */
  @Override
  public String toString() {
    return new FieldLines()
        .add("record", id)
        .add("role", reportedRole)
        .add("state", reportedState)
        .add("claims", claims.toString())
        .add("subject", subjectId)
        .add("valid for", validity)
        .add("automatic", automaticIssuance)
        .add("credential", jwt.map(text -> "a JWT of %d characters".formatted(text.length())))
        .add("goal", goal)
        .add("goal code", goalCode)
        .add("thread", thid)
        .add("my DID", myDid)
        .add("created", createdAt)
        .add("updated", updatedAt)
        .add("failure", lastFailure)
        .addAll(others)
        .toString();
  }
}
