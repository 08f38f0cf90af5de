package duet.embedded.server;

import duet.credential.PrismDid;
import duet.embedded.outgoing.BoundedFetch;
import duet.embedded.outgoing.FetchException;
import duet.embedded.protocol.CheckedPresentation;
import duet.embedded.protocol.PresentationCheck;
import duet.embedded.protocol.PresentationRecord;
import duet.embedded.protocol.PresentationRequest;
import duet.embedded.protocol.PresentationRequest.Asked;
import duet.embedded.protocol.PresentationRequirements;
import duet.embedded.protocol.StatusCheck;
import duet.embedded.protocol.VerificationFailure;
import duet.embedded.protocol.VerificationRules;
import duet.http.Causes;
import java.net.URI;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Judges presentations: first by what they contain and what a node knows of DIDs, then by the
 * status lists of their credentials, which are fetched only once all signatures hold.
 */
final class PresentationVerifier {

  private final BoundedFetch fetch;
  private final Function<URI, Optional<String>> own;
  private final DidResolver resolver;
  private final VerificationRules rules;
  private final Executor executor;
  private final Clock clock;

  /**
   * @param fetch reads status lists
   * @param own gives this agent's own status lists, which may be where it calls nobody
   * @param executor does what follows on an answer
   */
  PresentationVerifier(
      BoundedFetch fetch,
      Function<URI, Optional<String>> own,
      DidResolver resolver,
      VerificationRules rules,
      Executor executor,
      Clock clock) {
    this.fetch = fetch;
    this.own = own;
    this.resolver = resolver;
    this.rules = rules;
    this.executor = executor;
    this.clock = clock;
  }

  /**
   * What is wrong with a presentation that was received; empty if nothing is. Fails if there is no
   * verdict yet, since a node or a status list can't be reached.
   */
  CompletableFuture<Optional<String>> verify(PresentationRecord verifier) {
    var jwt = verifier.presentation().orElseThrow();
    var shortForms = PresentationCheck.unresolved(jwt);
    return resolver
        .resolve(shortForms)
        .thenComposeAsync(
            resolved -> {
              var checked =
                  PresentationCheck.check(
                      jwt, requirements(verifier.request()), rules, resolved, clock.instant());
              return checked.failures().isEmpty()
                  ? revoked(checked)
                  : CompletableFuture.completedFuture(
                      text(checked.failures())
                          .map(flaw -> unresolved(shortForms, resolved) + flaw));
            },
            executor);
  }

  private CompletableFuture<Optional<String>> revoked(CheckedPresentation checked) {
    var lists =
        checked.statusLists().stream().collect(Collectors.toMap(url -> url, this::statusList));
    return CompletableFuture.allOf(lists.values().toArray(CompletableFuture[]::new))
        .thenApplyAsync(
            done -> {
              Map<URI, String> texts =
                  lists.entrySet().stream()
                      .collect(Collectors.toMap(Map.Entry::getKey, list -> list.getValue().join()));
              return text(StatusCheck.failures(checked.credentials(), texts));
            },
            executor)
        .exceptionally(PresentationVerifier::unreadable);
  }

  private CompletableFuture<String> statusList(URI url) {
    return own.apply(url)
        .map(CompletableFuture::completedFuture)
        .orElseGet(() -> fetch.get(url.toString()));
  }

  /** The verdict where a list can't ever be read. */
  private static Optional<String> unreadable(Throwable failure) {
    var reason = Causes.unwrap(failure);
    var words = "The status list can't be read: " + Causes.words(reason);
    if (reason instanceof FetchException fetch && !fetch.passing()) {
      return Optional.of(words);
    }
    throw new IllegalStateException(words, reason);
  }

  private String unresolved(Set<String> shortForms, Map<String, PrismDid> resolved) {
    var unknown = new HashSet<>(shortForms);
    unknown.removeAll(resolved.keySet());
    if (unknown.isEmpty()) {
      return "";
    }
    return resolver.node().isEmpty()
        ? "no node is set (NEOPRISM_URL) that would know the keys of a DID in short form: "
        : "the node doesn't know a DID in short form: ";
  }

  private static Optional<String> text(List<VerificationFailure> failures) {
    return failures.isEmpty()
        ? Optional.empty()
        : Optional.of(
            failures.stream().map(VerificationFailure::text).collect(Collectors.joining("; ")));
  }

  private static PresentationRequirements requirements(PresentationRequest request) {
    return new PresentationRequirements(
        request
            .challenge()
            .flatMap(
                challenge ->
                    request
                        .domain()
                        .map(domain -> new PresentationRequirements.Options(challenge, domain))),
        request.asked().stream().map(Asked::schemaId).toList(),
        request.asked().stream().flatMap(one -> one.trustIssuers().stream()).toList());
  }
}
