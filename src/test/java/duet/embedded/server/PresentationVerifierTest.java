package duet.embedded.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duet.credential.CredentialJwt;
import duet.credential.KeyCurve;
import duet.credential.KeyPurpose;
import duet.credential.PresentationJwt;
import duet.credential.SigningKey;
import duet.credential.StatusEntry;
import duet.credential.StatusList;
import duet.embedded.outgoing.BoundedFetch;
import duet.embedded.outgoing.HttpRequestSender;
import duet.embedded.protocol.DidTemplate;
import duet.embedded.protocol.PresentationRecord;
import duet.embedded.protocol.PresentationRequest;
import duet.embedded.protocol.PresentationState;
import duet.embedded.protocol.RecordProgress;
import duet.embedded.protocol.VerificationRules;
import duet.fixture.Reply;
import duet.fixture.StubServer;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a verifier asks of others, and what it makes of their answers. */
class PresentationVerifierTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Instant NOW = Instant.parse("2026-11-28T08:00:00Z");
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final DidTemplate.NewDid issuer = did(KeyPurpose.ISSUING, KeyCurve.SECP256K1);
  private final DidTemplate.NewDid holder = did(KeyPurpose.AUTHENTICATION, KeyCurve.ED25519);
  private final StubServer server = new StubServer(Reply.empty(404));
  private final Server threads = new Server();
  private final BoundedFetch fetch = new HttpRequestSender(LIMIT, LIMIT, threads).fetch();

  private final BoundedFetch careful = HttpRequestSender.toNetwork(LIMIT, LIMIT, threads).fetch();

  @BeforeEach
  void start() throws Exception {
    threads.start();
  }

  @AfterEach
  void stop() throws Exception {
    threads.stop();
    server.close();
  }

  @Test
  void keys_of_an_issuer_in_short_form_are_asked_of_the_node() {
    server.on("GET /api/dids/" + issuer.did().canonical(), Reply.json(200, document()));

    assertThat(verdict(shortForm(Optional.empty()), Optional.of(server.uri("/")))).isEmpty();
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void without_a_node_or_where_it_knows_nothing_the_verdict_says_so() {
    var jwt = shortForm(Optional.empty());

    assertThat(verdict(jwt, Optional.empty()).orElseThrow())
        .startsWith("no node is set (NEOPRISM_URL) that would know the keys of a DID in short form")
        .contains("credential 1: ");
    assertThat(verdict(jwt, Optional.of(server.uri(""))).orElseThrow())
        .startsWith("the node doesn't know a DID in short form: ");
  }

  @Test
  void a_node_that_fails_gives_no_verdict() {
    var jwt = shortForm(Optional.empty());
    server.always(Reply.empty(503));
    assertThat(failure(jwt, Optional.of(server.uri(""))))
        .startsWith("The node doesn't resolve " + issuer.did().canonical() + ": Answered with 503");

    server.always(Reply.html(200));
    assertThat(failure(jwt, Optional.of(server.uri("")))).contains("can't be read");
  }

  @Test
  void a_status_list_decides() {
    var entry = new StatusEntry(server.uri("/credential-status/1"), 5, StatusEntry.REVOCATION);
    var jwt = presented(credential(issuer.did().did(), Optional.of(entry)));
    publish(entry, new BitSet());
    assertThat(verdict(jwt, Optional.empty())).isEmpty();

    publish(entry, BitSet.valueOf(new long[] {1 << 5}));
    assertThat(verdict(jwt, Optional.empty()).orElseThrow()).startsWith("credential 1 is revoked");
    assertThat(server.requests()).containsOnly("GET /credential-status/1");
  }

  @Test
  void a_status_list_that_cannot_ever_be_read_is_a_verdict_and_one_that_may_be_later_is_none() {
    var entry = new StatusEntry(server.uri("/gone"), 5, StatusEntry.REVOCATION);
    var jwt = presented(credential(issuer.did().did(), Optional.of(entry)));
    var words = "The status list can't be read: Answered with ";

    assertThat(verdict(jwt, Optional.empty())).hasValue(words + "404: " + server.uri("/gone"));
    server.always(Reply.empty(503));
    assertThat(failure(jwt, Optional.empty())).isEqualTo(words + "503: " + server.uri("/gone"));
  }

  @Test
  void a_list_of_its_own_is_not_fetched() {
    var entry = new StatusEntry(server.uri("/credential-status/1"), 5, StatusEntry.REVOCATION);
    var jwt = presented(credential(issuer.did().did(), Optional.of(entry)));
    var verifier = verifier(careful, Optional.empty(), url -> Optional.of("our own"));

    assertThat(verifier.verify(received(jwt)).orTimeout(20, TimeUnit.SECONDS).join().orElseThrow())
        .contains("our own");
    assertThat(server.received()).isEmpty();
  }

  @Test
  void no_status_list_is_fetched_for_a_credential_that_nobody_signed() {
    var entry = new StatusEntry(server.uri("/credential-status/1"), 5, StatusEntry.REVOCATION);
    var forged = credential(holder.did().did(), Optional.of(entry));

    assertThat(verdict(presented(forged), Optional.empty()).orElseThrow())
        .startsWith("credential 1: ");
    assertThat(server.received()).isEmpty();
  }

  @Test
  void addresses_of_this_machine_are_not_called_for_strangers() {
    var entry = new StatusEntry(server.uri("/credential-status/1"), 5, StatusEntry.REVOCATION);
    var jwt = presented(credential(issuer.did().did(), Optional.of(entry)));

    assertThat(
            verifier(careful, Optional.empty())
                .verify(received(jwt))
                .orTimeout(20, TimeUnit.SECONDS)
                .join()
                .orElseThrow())
        .contains("doesn't call loopback or link-local addresses that others name");
    assertThat(server.received()).isEmpty();
  }

  private Optional<String> verdict(String jwt, Optional<URI> node) {
    return verifier(fetch, node).verify(received(jwt)).orTimeout(20, TimeUnit.SECONDS).join();
  }

  private String failure(String jwt, Optional<URI> node) {
    return failure(verifier(fetch, node), jwt);
  }

  private static String failure(PresentationVerifier verifier, String jwt) {
    return catchThrowableOfType(
            CompletionException.class,
            () -> verifier.verify(received(jwt)).orTimeout(20, TimeUnit.SECONDS).join())
        .getCause()
        .getMessage();
  }

  private PresentationVerifier verifier(BoundedFetch lists, Optional<URI> node) {
    return verifier(lists, node, url -> Optional.empty());
  }

  private PresentationVerifier verifier(
      BoundedFetch lists, Optional<URI> node, Function<URI, Optional<String>> own) {
    return new PresentationVerifier(
        lists,
        own,
        new DidResolver(fetch, node),
        VerificationRules.DEFAULT,
        threads.getThreadPool(),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static PresentationRecord received(String jwt) {
    return new PresentationRecord(
        "wallet",
        "id",
        "thid",
        PresentationState.PRESENTATION_RECEIVED,
        "did:peer:2",
        Optional.empty(),
        true,
        Optional.empty(),
        PresentationRequest.create(List.of(), "challenge", "domain", "a", "b"),
        List.of(),
        Optional.of(jwt),
        Optional.empty(),
        false,
        new RecordProgress(NOW, Optional.empty(), 5, Optional.empty(), 0));
  }

  private String shortForm(Optional<StatusEntry> status) {
    return presented(credential(issuer.did().canonical(), status));
  }

  /** Signed by the issuer's key, whoever is said to be the issuer. */
  private String credential(String iss, Optional<StatusEntry> status) {
    var claims = new ObjectMapper().createObjectNode().put("name", "Alice");
    var content =
        new CredentialJwt.Content(
            iss, holder.did().did(), NOW, Optional.empty(), List.of(), claims, status);
    return CredentialJwt.sign(content, issuer.keys().get("key"), Optional.empty());
  }

  private String presented(String credential) {
    var content =
        new PresentationJwt.Content(
            holder.did().did(), "domain", Optional.of("challenge"), List.of(credential));
    return PresentationJwt.sign(content, holder.keys().get("key"), Optional.empty());
  }

  private JsonNode document() {
    var document = new ObjectMapper().createObjectNode().put("id", issuer.did().canonical());
    document
        .putArray("verificationMethod")
        .addObject()
        .put("id", issuer.did().canonical() + "#key")
        .set("publicKeyJwk", issuer.keys().get("key").publicKey().toJwk());
    document.putArray("assertionMethod").add(issuer.did().canonical() + "#key");
    return document;
  }

  private void publish(StatusEntry entry, BitSet revoked) {
    server.on(
        "GET " + entry.list().getPath(),
        Reply.json(
            200,
            StatusList.create(
                entry.list(), issuer.did().did(), NOW, revoked, issuer.keys().get("key"))));
  }

  private static DidTemplate.NewDid did(KeyPurpose purpose, KeyCurve curve) {
    return new DidTemplate(List.of(new DidTemplate.Key("key", purpose, curve)), List.of())
        .create(one -> SigningKey.generate(one, RANDOM));
  }
}
