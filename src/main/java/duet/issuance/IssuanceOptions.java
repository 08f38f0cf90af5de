package duet.issuance;

import duet.agent.DidKey;
import duet.exchange.WaitThresholds;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * With which DIDs a credential is issued and held, and how that is watched.
 *
 * @param thresholds when a sign is taken for the end; {@link WaitThresholds#DEFAULT} by default
 * @param curve of the key to issue with, where the offer names no DID; {@link DidKey#ED25519} by
 *     default: with secp256k1 a Cloud Agent fetches JSON-LD contexts from the web, and where it
 *     can't, stops without a word
 * @param publication how long to wait for the issuing DID to be published, where the issuer has a
 *     node to publish with; 60 s by default, and with 0 it isn't published
 * @param subjectDid the holder's DID; one of its unpublished DIDs by default, or a new one
 * @param subjectKeyId the subject's key to sign with; needed where it has several for
 *     authentication
 * @param listener told of each change, with the pair after it; called on the threads that take in
 *     events and answers, of which there are few, so it should return soon; what it throws ends the
 *     wait. Nobody is told by default.
 */
public record IssuanceOptions(
    WaitThresholds thresholds,
    String curve,
    Duration publication,
    Optional<String> subjectDid,
    Optional<String> subjectKeyId,
    Consumer<? super CredentialPair> listener) {

  public static final IssuanceOptions DEFAULT =
      new IssuanceOptions(
          WaitThresholds.DEFAULT,
          DidKey.ED25519,
          Duration.ofSeconds(60),
          Optional.empty(),
          Optional.empty(),
          pair -> {});

  public IssuanceOptions withThresholds(WaitThresholds other) {
    return new IssuanceOptions(other, curve, publication, subjectDid, subjectKeyId, listener);
  }

  /**
   * @param name {@link DidKey#ED25519} or {@link DidKey#SECP256K1}
   */
  public IssuanceOptions withCurve(String name) {
    return new IssuanceOptions(thresholds, name, publication, subjectDid, subjectKeyId, listener);
  }

  public IssuanceOptions withPublication(Duration limit) {
    return new IssuanceOptions(thresholds, curve, limit, subjectDid, subjectKeyId, listener);
  }

  /** One of the holder's own DIDs, with one key for authentication. */
  public IssuanceOptions withSubject(String did) {
    return new IssuanceOptions(
        thresholds, curve, publication, Optional.of(did), Optional.empty(), listener);
  }

  /**
   * One of the holder's own DIDs.
   *
   * @param keyId of its key for authentication
   */
  public IssuanceOptions withSubject(String did, String keyId) {
    return new IssuanceOptions(
        thresholds, curve, publication, Optional.of(did), Optional.of(keyId), listener);
  }

  public IssuanceOptions withListener(Consumer<? super CredentialPair> other) {
    return new IssuanceOptions(thresholds, curve, publication, subjectDid, subjectKeyId, other);
  }
}
