package duet.agent;

import duet.client.api.CredentialsApi;
import duet.client.model.AcceptInvitation;
import duet.client.model.AcceptOffer;
import duet.client.model.CreateOffer;
import duet.client.model.CredentialRecord;
import duet.client.model.CredentialRecordsPage;
import duet.client.model.CredentialSchema;
import duet.client.model.JwtProperties;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** One agent's calls about credentials. */
final class CredentialsClient {

  private static final String OFFERS = "/issue-credentials/credential-offers";
  private static final String RECORDS = "/issue-credentials/records";

  /** The only type of schema that agents take; it says nothing of the schema's own draft. */
  private static final String SCHEMA_TYPE = "JsonSchemaValidator2018";

  private final RestClient rest;
  private final CredentialsApi credentials;

  CredentialsClient(RestClient rest) {
    this.rest = rest;
    credentials = new CredentialsApi(rest.generated());
  }

  CompletableFuture<CredentialExchange> offer(String connectionId, CredentialOffer offer) {
    var request = request(offer).connectionId(connectionId);
    return record("offer a credential", OFFERS, () -> credentials.offerCredential(request));
  }

  CompletableFuture<CredentialExchange> offerByInvitation(CredentialOffer offer) {
    var request =
        request(offer).goalCode(offer.goalCode().orElse(null)).goal(offer.goal().orElse(null));
    return record(
        "make an invitation with an offer",
        OFFERS + "/invitation",
        () -> credentials.offerCredentialByInvitation(request));
  }

  CompletableFuture<CredentialExchange> acceptInvitation(String invitation) {
    var request = new AcceptInvitation().invitation(invitation);
    return record(
        "take the offer out of the invitation",
        OFFERS + "/accept-invitation",
        () -> credentials.acceptOfferInvitation(request));
  }

  /**
   * @param keyId null to leave the choice to the agent
   */
  CompletableFuture<CredentialExchange> accept(String id, String subject, String keyId) {
    var request = new AcceptOffer().subjectId(subject).keyId(keyId);
    return record(
        "accept the offer of record " + id,
        RECORDS + "/" + id + "/accept-offer",
        () -> credentials.acceptCredentialOffer(id, request));
  }

  CompletableFuture<CredentialExchange> issue(String id) {
    return record(
        "issue the credential of record " + id,
        RECORDS + "/" + id + "/issue-credential",
        () -> credentials.issueCredential(id));
  }

  CompletableFuture<CredentialExchange> get(String id) {
    return record(
        "show credential record " + id,
        RECORDS + "/" + id,
        () -> credentials.getCredentialRecord(id));
  }

  /**
   * @param thid of the only record to list, or null for all
   */
  CompletableFuture<List<CredentialExchange>> list(int offset, int count, String thid) {
    return rest.call(
        "list its credential records",
        RECORDS,
        () -> credentials.listCredentialRecords(offset, count, thid),
        page -> page.page(CredentialRecordsPage::getContents, ResponseMapper::credential));
  }

  CompletableFuture<Void> revoke(String id) {
    return rest.call(
        "revoke the credential of record " + id,
        "/credential-status/revoke-credential/" + id,
        () -> credentials.revokeCredential(id),
        Answer::body);
  }

  CompletableFuture<Map<String, Object>> statusList(String id) {
    return rest.call(
        "show status list " + id,
        "/credential-status/" + id,
        () -> credentials.getStatusList(id),
        answer -> answer.body("a status list"));
  }

  private CompletableFuture<CredentialExchange> record(
      String step, String path, Callable<CompletableFuture<CredentialRecord>> request) {
    return rest.call(step, path, request, ResponseMapper::credential);
  }

  private static CreateOffer request(CredentialOffer offer) {
    var did =
        offer
            .issuingDid()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the offer has no issuing DID: CredentialOffer.withIssuingDid names one of"
                            + " the issuer's"));
    var schema = new CredentialSchema().id(offer.schemaId()).type(SCHEMA_TYPE);
    return new CreateOffer()
        .credentialFormat("JWT")
        .automaticIssuance(offer.automatic())
        .jwtVcPropertiesV1(
            new JwtProperties()
                .issuingDID(did)
                .issuingKid(offer.issuingKeyId().orElse(null))
                .claims(offer.claims())
                .credentialSchema(schema)
                .validityPeriod(
                    offer.validity().map(period -> period.toMillis() / 1_000.0).orElse(null)));
  }
}
