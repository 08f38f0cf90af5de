package duet.embedded.server;

import duet.credential.DidDocument;
import duet.credential.InvalidCredentialException;
import duet.credential.PrismDid;
import duet.embedded.outgoing.BoundedFetch;
import duet.embedded.outgoing.FetchException;
import duet.http.Causes;
import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Asks a NeoPRISM node for the keys of did:prism in short form, by one GET for each.
 *
 * @param fetch may call any address, since the node's is the user's choice
 * @param node empty for none
 */
record DidResolver(BoundedFetch fetch, Optional<URI> node) {

  private static final int NOT_FOUND = 404;

  /**
   * Those that the node knows, with their keys, by their short form. Without a node there are none.
   * Fails if the node doesn't answer, or with something else than a DID document.
   *
   * @param dids in short form
   */
  CompletableFuture<Map<String, PrismDid>> resolve(Collection<String> dids) {
    var asked =
        node.isEmpty() ? Map.<String, CompletableFuture<Optional<PrismDid>>>of() : ask(dids);
    return CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
        .thenApply(
            done ->
                asked.values().stream()
                    .map(CompletableFuture::join)
                    .flatMap(Optional::stream)
                    .collect(Collectors.toMap(PrismDid::canonical, did -> did)));
  }

  private Map<String, CompletableFuture<Optional<PrismDid>>> ask(Collection<String> dids) {
    return dids.stream().distinct().collect(Collectors.toMap(did -> did, this::ask));
  }

  private CompletableFuture<Optional<PrismDid>> ask(String did) {
    var base = Objects.toString(node.orElseThrow()).replaceFirst("/$", "");
    return fetch
        .get(base + "/api/dids/" + did)
        .thenApply(document -> Optional.of(read(did, document)))
        .exceptionally(failure -> unknown(did, Causes.unwrap(failure)));
  }

  private static PrismDid read(String did, String document) {
    try {
      return DidDocument.read(did, document);
    } catch (InvalidCredentialException e) {
      throw new IllegalStateException(
          "The node's answer about %s can't be read: %s".formatted(did, e.getMessage()), e);
    }
  }

  private static Optional<PrismDid> unknown(String did, Throwable failure) {
    if (failure instanceof FetchException fetch) {
      if (fetch.status() == NOT_FOUND) {
        return Optional.empty();
      }
      throw new IllegalStateException(
          "The node doesn't resolve %s: %s".formatted(did, fetch.getMessage()), fetch);
    }
    throw new IllegalStateException(Causes.words(failure), failure);
  }
}
