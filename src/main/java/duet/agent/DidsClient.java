package duet.agent;

import duet.client.api.DidsApi;
import duet.client.model.CreateDid;
import duet.client.model.CreatedDid;
import duet.client.model.DidDocument;
import duet.client.model.DidResolution;
import duet.client.model.DidTemplate;
import duet.client.model.ManagedDidsPage;
import duet.client.model.VerificationMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One agent's calls about DIDs. */
final class DidsClient {

  private static final String REGISTRAR = "/did-registrar/dids";

  private final RestClient rest;
  private final DidsApi dids;

  DidsClient(RestClient rest) {
    this.rest = rest;
    dids = new DidsApi(rest.generated());
  }

  /** The new DID's long form. */
  CompletableFuture<String> create(List<DidKey> keys) {
    var template =
        new DidTemplate()
            .services(List.of())
            .publicKeys(
                keys.stream()
                    .map(
                        key ->
                            new duet.client.model.DidKey()
                                .id(key.id())
                                .purpose(key.purpose())
                                .curve(key.curve()))
                    .toList());
    return rest.call(
        "make a DID",
        REGISTRAR,
        () -> dids.createDid(new CreateDid().documentTemplate(template)),
        answer -> longForm(answer));
  }

  CompletableFuture<AgentDid> get(String did) {
    return rest.call(
        "show DID " + did, REGISTRAR + "/" + did, () -> dids.getDid(did), DidsClient::managed);
  }

  CompletableFuture<List<AgentDid>> list(int offset, int count) {
    return rest.call(
        "list its DIDs",
        REGISTRAR,
        () -> dids.listDids(offset, count),
        page -> page.page(ManagedDidsPage::getContents, DidsClient::managed));
  }

  CompletableFuture<Void> publish(String did) {
    return rest.call(
        "publish DID " + did,
        REGISTRAR + "/" + did + "/publications",
        () -> dids.publishDid(did),
        answer -> null);
  }

  /** The keys of its document for authentication and assertionMethod. */
  CompletableFuture<List<DidKey>> keys(String did) {
    return rest.call(
        "resolve DID " + did, "/dids/" + did, () -> dids.resolveDid(did), DidsClient::keys);
  }

  private static String longForm(Answer<CreatedDid> answer) {
    var what = "a new DID";
    return answer.required(what, "longFormDid", answer.body(what).getLongFormDid());
  }

  private static AgentDid managed(Answer<duet.client.model.ManagedDid> answer) {
    var what = "a DID";
    var body = answer.body(what);
    return new AgentDid(
        answer.required(what, "did", body.getDid()),
        Optional.ofNullable(body.getLongFormDid()),
        answer.required(what, "status", body.getStatus()));
  }

  private static List<DidKey> keys(Answer<DidResolution> answer) {
    var what = "a DID document";
    var document = answer.body(what).getDidDocument();
    if (document == null) {
      throw answer.garbage("a response without 'didDocument'");
    }
    var keys = new ArrayList<DidKey>();
    keys(document, document.getAuthentication(), DidKey.AUTHENTICATION, keys);
    keys(document, document.getAssertionMethod(), DidKey.ASSERTION_METHOD, keys);
    return keys;
  }

  private static void keys(
      DidDocument document, List<String> ids, String purpose, List<DidKey> found) {
    if (ids == null || document.getVerificationMethod() == null) {
      return;
    }
    document.getVerificationMethod().stream()
        .filter(method -> ids.contains(method.getId()))
        .map(method -> new DidKey(method.getId().replaceFirst("^.*#", ""), purpose, curve(method)))
        .forEach(found::add);
  }

  private static String curve(VerificationMethod method) {
    var jwk = method.getPublicKeyJwk();
    return jwk == null || jwk.getCrv() == null ? "" : jwk.getCrv();
  }
}
