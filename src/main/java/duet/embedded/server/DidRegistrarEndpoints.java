package duet.embedded.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.credential.PrismDid;
import duet.credential.SigningKey;
import duet.didcomm.Sha256;
import duet.embedded.protocol.DidReference;
import duet.embedded.protocol.Refusal;
import duet.embedded.store.DidStore;
import duet.embedded.store.ManagedDid;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * The did:prism of a wallet in the REST API. There is no ledger: a DID counts as published as soon
 * as its publication is requested, and others know its keys from its long form.
 */
final class DidRegistrarEndpoints implements RestEndpoints {

  private static final String PATH = "/did-registrar/dids";

  private final DidStore dids;
  private final EventPublisher events;
  private final SecureRandom random;

  DidRegistrarEndpoints(DidStore dids, EventPublisher events, SecureRandom random) {
    this.dids = dids;
    this.events = events;
    this.random = random;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route("POST", PATH, this::create),
        new Route("GET", PATH, this::list),
        new Route("GET", PATH + "/{didRef}", this::get),
        new Route("POST", PATH + "/{didRef}/publications", this::publish));
  }

  private ApiResponse create(ApiRequest request) {
    var template = DidTemplateReader.read(RequestObject.of(request).object("documentTemplate"));
    var made = template.create(curve -> SigningKey.generate(curve, random));
    dids.add(new ManagedDid(request.wallet(), made.did(), made.keys()));
    return ApiResponse.of(
        201, ApiJson.MAPPER.createObjectNode().put("longFormDid", made.did().did()));
  }

  private ApiResponse list(ApiRequest request) {
    var paging = Paging.of(request);
    var page = ApiJson.MAPPER.createObjectNode().put("kind", "ManagedDIDPage");
    paging.links(page, dids.count(request.wallet()));
    var contents = page.putArray("contents");
    dids.page(request.wallet(), paging.offset(), paging.limit())
        .forEach(did -> contents.add(shown(did)));
    return ApiResponse.of(200, page);
  }

  private ApiResponse get(ApiRequest request) {
    return ApiResponse.of(200, shown(did(request)));
  }

  private ApiResponse publish(ApiRequest request) {
    var did = did(request);
    dids.publish(did)
        .ifPresent(
            published ->
                events.publish("DIDStatusUpdated", request.wallet(), () -> shown(published)));
    var answer = ApiJson.MAPPER.createObjectNode();
    answer
        .putObject("scheduledOperation")
        .put("id", operationId(did.did()))
        .put("didRef", did.did().canonical());
    return ApiResponse.of(202, answer);
  }

  private ManagedDid did(ApiRequest request) {
    var did = DidReference.parse(request.ids().get("didRef"));
    return dids.find(request.wallet(), did)
        .orElseThrow(
            () ->
                Refusal.plain(
                    404, "NotFound", "DID " + did.canonical() + " was not found in the storage"));
  }

  /** A published one without its long form, as a true agent shows it. */
  private static ObjectNode shown(ManagedDid did) {
    var json = ApiJson.MAPPER.createObjectNode().put("did", did.did().canonical());
    if (!did.published()) {
      json.put("longFormDid", did.did().did());
    }
    return json.put("status", did.published() ? "PUBLISHED" : "CREATED");
  }

  /** Of no use but to look like one: the same for each publication of a DID. */
  private static String operationId(PrismDid did) {
    return HexFormat.of().formatHex(Sha256.of(did.did().getBytes(StandardCharsets.UTF_8)));
  }
}
