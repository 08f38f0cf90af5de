package duet.embedded.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.credential.KeyPurpose;
import duet.credential.PrismDid;
import duet.credential.SigningKey;
import duet.credential.StatusEntry;
import duet.credential.StatusList;
import duet.embedded.protocol.Refusal;
import duet.embedded.store.DidStore;
import duet.embedded.store.RevocationList;
import duet.embedded.store.RevocationStore;
import duet.embedded.store.RevocationStore.Place;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The status of the credentials that wallets issue, which everybody may see. Each issuing DID has a
 * list of its own, so that it is signed with a key that verifiers know from the credential; a true
 * agent has one list for all DIDs of a wallet. It is signed anew whenever it is asked for, so that
 * a revocation takes effect at once.
 */
final class StatusLists implements RestEndpoints {

  private static final String PATH = "/credential-status/";

  private final RevocationStore lists;
  private final DidStore dids;
  private final Supplier<URI> url;
  private final Clock clock;

  /**
   * @param url where others reach REST
   */
  StatusLists(RevocationStore lists, DidStore dids, Supplier<URI> url, Clock clock) {
    this.lists = lists;
    this.dids = dids;
    this.url = url;
    this.clock = clock;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.open("GET", PATH + "{id}", this::get));
  }

  /**
   * A status for a new credential, which no other has.
   *
   * @param issuer in long form, of the wallet, with a key that issues
   */
  StatusEntry allocate(String wallet, PrismDid issuer) {
    var place = lists.allocate(wallet, issuer);
    return new StatusEntry(address(place.list()), place.index(), StatusEntry.REVOCATION);
  }

  /** Revokes what {@link #allocate} gave the status to; once more changes nothing. */
  void revoke(StatusEntry status) {
    var path = status.list().getPath();
    var id = path.substring(path.lastIndexOf('/') + 1);
    lists.revoke(new Place(id, Math.toIntExact(status.index())));
  }

  /** The list at an address, if it is one of these. */
  Optional<String> find(URI address) {
    var base = address("").toString();
    var text = address.toString();
    return text.startsWith(base)
        ? lists.find(text.substring(base.length())).map(list -> signed(list).toString())
        : Optional.empty();
  }

  private ApiResponse get(ApiRequest request) {
    var id = request.id("id");
    return lists
        .find(id)
        .map(list -> ApiResponse.of(200, signed(list)))
        .orElseThrow(
            () ->
                Refusal.of(
                    404,
                    "CredentialStatusListError:StatusListNotFound",
                    "There is no credential status list matching the provided identifier: id="
                        + id));
  }

  private ObjectNode signed(RevocationList list) {
    return StatusList.create(
        address(list.id()), list.issuer().did(), clock.instant(), list.revoked(), key(list));
  }

  private SigningKey key(RevocationList list) {
    var id = list.issuer().keys(KeyPurpose.ISSUING).get(0).id();
    return dids.find(list.wallet(), list.issuer()).flatMap(did -> did.key(id)).orElseThrow();
  }

  private URI address(String id) {
    return URI.create(url.get().toString().replaceFirst("/$", "") + PATH + id);
  }
}
