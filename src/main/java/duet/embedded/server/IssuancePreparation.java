package duet.embedded.server;

import duet.credential.CredentialJwt;
import duet.credential.KeyPurpose;
import duet.credential.PresentationJwt;
import duet.embedded.protocol.IssuanceProtocol;
import duet.embedded.protocol.IssuanceRecord;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

/** Signs what a record needs before its message can be sent: the request, or the credential. */
final class IssuancePreparation implements Preparation<IssuanceRecord> {

  private final IssuanceProtocol protocol;
  private final WalletSigners signers;
  private final StatusLists statusLists;
  private final Clock clock;

  IssuancePreparation(
      IssuanceProtocol protocol, WalletSigners signers, StatusLists statusLists, Clock clock) {
    this.protocol = protocol;
    this.signers = signers;
    this.statusLists = statusLists;
    this.clock = clock;
  }

  @Override
  public CompletableFuture<Function<IssuanceRecord, List<IssuanceRecord>>> prepare(
      IssuanceRecord record) {
    try {
      var change =
          switch (record.state()) {
            case REQUEST_PENDING -> requesting(record);
            case CREDENTIAL_PENDING -> issuing(record);
            default -> Function.<IssuanceRecord>identity();
          };
      return CompletableFuture.completedFuture(current -> states(current, change.apply(current)));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private List<IssuanceRecord> states(IssuanceRecord before, IssuanceRecord signed) {
    var generated = before.equals(signed) ? Stream.<IssuanceRecord>empty() : Stream.of(signed);
    return Stream.concat(generated, protocol.prepared(signed, clock.instant()).stream()).toList();
  }

  private Function<IssuanceRecord, IssuanceRecord> requesting(IssuanceRecord holder) {
    var subject = holder.subject().orElseThrow();
    var did = signers.managed(holder.wallet(), subject.did());
    var content =
        new PresentationJwt.Content(
            did.did().did(),
            holder.offer().domain(),
            Optional.of(holder.offer().challenge()),
            List.of());
    var key = signers.signingKey(did, subject, KeyPurpose.AUTHENTICATION);
    var jwt = PresentationJwt.sign(content, key, subject.keyId());
    return current -> IssuanceProtocol.generated(current, jwt, clock.instant());
  }

  /** The issuer is named in long form, so that anybody can verify without a ledger. */
  private Function<IssuanceRecord, IssuanceRecord> issuing(IssuanceRecord issuer) {
    var terms = issuer.terms().orElseThrow();
    var did = signers.managed(issuer.wallet(), terms.signer().did());
    var key = signers.signingKey(did, terms.signer(), KeyPurpose.ISSUING);
    var status = statusLists.allocate(issuer.wallet(), did.did());
    var now = clock.instant();
    var content =
        new CredentialJwt.Content(
            did.did().did(),
            PresentationJwt.parse(issuer.request().orElseThrow()).issuer(),
            now,
            terms.duration().map(now::plus),
            issuer.offer().schemaIds(),
            issuer.offer().claims(),
            Optional.of(status));
    var jwt = CredentialJwt.sign(content, key, terms.signer().keyId());
    return current ->
        IssuanceProtocol.generated(current, Optional.of(status), jwt, clock.instant());
  }
}
