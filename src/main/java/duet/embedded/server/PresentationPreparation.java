package duet.embedded.server;

import duet.credential.KeyPurpose;
import duet.credential.PresentationJwt;
import duet.embedded.protocol.IssuanceRecord;
import duet.embedded.protocol.PresentationProtocol;
import duet.embedded.protocol.PresentationRecord;
import duet.embedded.store.AgentStore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

/** Signs a prover's presentation before it is sent, and judges the one that a verifier received. */
final class PresentationPreparation implements Preparation<PresentationRecord> {

  private final PresentationProtocol protocol;
  private final AgentStore store;
  private final WalletSigners signers;
  private final PresentationVerifier verifier;
  private final Clock clock;

  PresentationPreparation(
      PresentationProtocol protocol,
      AgentStore store,
      WalletSigners signers,
      PresentationVerifier verifier,
      Clock clock) {
    this.protocol = protocol;
    this.store = store;
    this.signers = signers;
    this.verifier = verifier;
    this.clock = clock;
  }

  @Override
  public CompletableFuture<Function<PresentationRecord, List<PresentationRecord>>> prepare(
      PresentationRecord record) {
    try {
      return switch (record.state()) {
        case PRESENTATION_PENDING -> {
          var jwt = sign(record);
          yield CompletableFuture.completedFuture(
              current ->
                  states(current, PresentationProtocol.generated(current, jwt, clock.instant())));
        }
        case PRESENTATION_RECEIVED ->
            verifier
                .verify(record)
                .thenApply(
                    flaw ->
                        current ->
                            states(
                                current,
                                PresentationProtocol.judged(current, flaw, clock.instant())));
        default ->
            CompletableFuture.completedFuture(
                current -> protocol.prepared(current, clock.instant()));
      };
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private List<PresentationRecord> states(PresentationRecord before, PresentationRecord changed) {
    var first = before.equals(changed) ? Stream.<PresentationRecord>empty() : Stream.of(changed);
    return Stream.concat(first, protocol.prepared(changed, clock.instant()).stream()).toList();
  }

  /** By the subject of the credentials, with the key that requested the first of them. */
  private String sign(PresentationRecord prover) {
    var held = prover.credentials().stream().map(id -> held(prover, id)).toList();
    var subject = held.get(0).subject().orElseThrow();
    var did = signers.managed(prover.wallet(), subject.did());
    var content =
        new PresentationJwt.Content(
            did.did().did(),
            prover.request().domain().or(prover::theirDid).orElseThrow(),
            prover.request().challenge(),
            held.stream().map(record -> record.credential().orElseThrow()).toList());
    return PresentationJwt.sign(
        content,
        signers.signingKey(did, subject, KeyPurpose.AUTHENTICATION),
        Optional.of(signers.keyId(did, subject, KeyPurpose.AUTHENTICATION)));
  }

  private IssuanceRecord held(PresentationRecord prover, String id) {
    return store
        .issuances()
        .find(prover.wallet(), id)
        .orElseThrow(() -> new IllegalStateException("The credential is gone: " + id));
  }
}
