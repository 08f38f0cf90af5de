package duet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import duet.credential.PrismDid;
import duet.fixture.Reply;
import duet.fixture.StubServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DidRegistrarTest {

  private static final String DIDS = "/did-registrar/dids";

  private final StubServer hook = new StubServer(Reply.empty(200));
  private final EmbeddedAgent agent =
      EmbeddedAgent.builder()
          .apiKey("alice")
          .apiKey("bob")
          .webhook(URI.create(hook.url()), Map.of())
          .start();
  private final Rest alice = new Rest(agent.url(), "alice");
  private final Rest bob = new Rest(agent.url(), "bob");

  @AfterEach
  void stop() {
    agent.close();
    hook.close();
  }

  @Test
  void a_did_in_long_form_carries_its_keys_and_services() {
    var did =
        PrismDid.parse(
            create(
                key("auth-1", "authentication", "Ed25519")
                    + ","
                    + key("agree", "keyAgreement", "X25519"),
                """
                {"id": "hub", "type": "LinkedDomains", "serviceEndpoint": "https://example.com/a"},
                {"id": "two", "type": "T", "serviceEndpoint": ["https://a.example", {"b": 1}]}
                """));
    assertThat(did.isLongForm()).isTrue();
    assertThat(did.keys()).extracting("id").containsExactly("auth-1", "agree", "master0");
    assertThat(did.services()).extracting("id").containsExactly("hub", "two");
    assertThat(did.services().get(0).endpoints()).containsExactly("https://example.com/a");
    assertThat(did.services().get(1).endpoints())
        .containsExactly("[\"https://a.example\",{\"b\":1}]");
  }

  @Test
  void a_published_did_is_shown_without_its_long_form_and_announced_once() {
    var did = PrismDid.parse(create(key("a", "assertionMethod", "secp256k1"), ""));
    var path = DIDS + "/" + did.canonical();
    assertThat(alice.get(path).text("status")).isEqualTo("CREATED");

    var published = alice.post(DIDS + "/" + did.did() + "/publications", "");
    assertThat(published.status()).isEqualTo(202);
    assertThat(alice.post(path + "/publications", "{}").json()).isEqualTo(published.json());

    var shown = alice.get(path).json();
    assertThat(shown.path("status").asText()).isEqualTo("PUBLISHED");
    assertThat(shown.has("longFormDid")).isFalse();
    Rest.await("the event").until(() -> !hook.received().isEmpty());
    alice.post(path + "/publications", "{}");
    assertThat(hook.received()).hasSize(1);
    var event = hook.received().get(0).json();
    assertThat(event.path("type").asText()).isEqualTo("DIDStatusUpdated");
    assertThat(event.path("data")).isEqualTo(shown);
  }

  @Test
  void a_wallet_sees_its_own_dids_alone() {
    var did = PrismDid.parse(create("", "")).canonical();
    assertThat(contents(alice)).hasSize(1);
    assertThat(contents(bob)).isEmpty();
    assertThat(bob.get(DIDS + "/" + did).error()).isEqualTo("404 NotFound");
    assertThat(bob.post(DIDS + "/" + did + "/publications", "{}").error())
        .isEqualTo("404 NotFound");
    assertThat(alice.get(DIDS + "/" + did).text("status")).isEqualTo("CREATED");
  }

  @Test
  void lists_come_in_pages() {
    for (int i = 0; i < 3; i++) {
      create("", "");
    }
    var page = alice.get(DIDS + "?offset=1&limit=1").json();
    assertThat(page.path("contents").get(0)).isEqualTo(contents(alice).get(1));
    assertThat(page.path("next").asText()).isEqualTo(DIDS + "?offset=2&limit=1");
    assertThat(page.path("previous").asText()).isEqualTo(DIDS + "?offset=0&limit=1");
  }

  @Test
  void private_keys_are_kept_in_a_directory_and_shown_nowhere(@TempDir Path data) {
    String did;
    try (var first = EmbeddedAgent.builder().data(data).start()) {
      var created =
          new Rest(first.url()).post(DIDS, template(key("a", "authentication", "Ed25519"), ""));
      did = PrismDid.canonical(created.text("longFormDid"));
      new Rest(first.url()).post(DIDS + "/" + did + "/publications", "{}");
    }
    try (var again = EmbeddedAgent.builder().data(data).start()) {
      assertThat(new Rest(again.url()).get(DIDS + "/" + did).json().toString())
          .contains("PUBLISHED")
          .doesNotContain("\"d\"", "jwk");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'id':'master0','purpose':'authentication'} | reserved key name: [master0]",
        "{'id':'a','purpose':'keyAgreement'} | Invalid key purpose for key(s) [a]",
        "{'id':'a','purpose':'keyAgreement','curve':'Ed25519'} | Invalid key purpose for key(s) [a]",
        "{'id':'a','purpose':'authentication','curve':'X25519'} | Invalid key purpose",
        "{'id':'','purpose':'authentication'} | invalid did:prism key id",
        "{'id':'a b','purpose':'authentication'} | invalid did:prism key id",
        "{'id':'#a','purpose':'authentication'} | invalid did:prism key id"
      })
  void keys_that_a_did_cannot_have_are_refused(String keys, String reason) {
    refused(422, template(keys.replace('\'', '"'), ""), reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'purpose':'authentication'} | missing at 'documentTemplate.publicKeys[0].id'",
        "{'id':'a'} | missing at 'documentTemplate.publicKeys[0].purpose'",
        "{'id':1,'purpose':'authentication'} | expected string at 'documentTemplate.publicKeys[0].id'",
        "{'id':'a','purpose':'master'} | Unknown purpose: master at",
        "{'id':'a','purpose':'revocation'} | Unknown purpose: revocation at",
        "1 | expected object at 'documentTemplate.publicKeys[0]'"
      })
  void keys_that_cannot_be_read_are_refused(String keys, String reason) {
    refused(400, template(keys.replace('\'', '"'), ""), reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | {'id':'a','type':'T'} | missing at 'documentTemplate.services[0].serviceEndpoint'",
        "400 | {'id':'a','type':'T','serviceEndpoint':'no uri'} | expected a URI",
        "400 | {'id':'a','type':'T','serviceEndpoint':[]} | expected a URI",
        "422 | {'id':'a b','type':'T','serviceEndpoint':'http://a'} | invalid did:prism service id",
        "422 | {'id':'a','type':'T','serviceEndpoint':'http://a'},{'id':'a','type':'T','serviceEndpoint':'http://a'} | duplicated service ids: [a]"
      })
  void services_that_a_did_cannot_have_are_refused(int status, String services, String reason) {
    refused(status, template("", services.replace('\'', '"')), reason);
  }

  @Test
  void the_limits_of_a_template_are_kept() {
    refused(422, template(keys(51), ""), "DID template has 51 keys (must be at most 50)");
    refused(422, template(key("k".repeat(51), "authentication", "Ed25519"), ""), "key id");
    refused(422, template("", service("T".repeat(101), "http://a")), "(must be at most 100)");
    refused(422, template("", service("T", "http://" + "a".repeat(294))), "(must be at most 300)");
    refused(
        400,
        "{\"documentTemplate\":{\"publicKeys\":[],\"services\":[],\"internalKeys\":[{}]}}",
        "at 'documentTemplate.internalKeys'");
    assertThat(PrismDid.parse(create(keys(50), "")).keys()).hasSize(51);
    create("", service("T".repeat(100), "http://" + "a".repeat(293)));
  }

  @Test
  void other_methods_and_forged_long_forms_are_refused() {
    var did = create("", "");
    assertThat(alice.get(DIDS + "/did:key:z6Mk").text("detail"))
        .isEqualTo("Expected DID to have method prism, but got \"key\" instead");
    assertThat(
            alice
                .get(DIDS + "/" + did.replaceFirst(":[0-9a-f]{64}:", ":" + "0".repeat(64) + ":"))
                .error())
        .isEqualTo("400 BadRequest");
  }

  private void refused(int status, String body, String reason) {
    var reply = alice.post(DIDS, body);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.text("detail")).contains(reason);
    assertThat(contents(alice)).isEmpty();
  }

  private String create(String keys, String services) {
    var created = alice.post(DIDS, template(keys, services));
    assertThat(created.status()).as(created.json().toString()).isEqualTo(201);
    return created.text("longFormDid");
  }

  private static JsonNode contents(Rest rest) {
    return rest.get(DIDS).json().path("contents");
  }

  private static String template(String keys, String services) {
    return "{\"documentTemplate\":{\"publicKeys\":[%s],\"services\":[%s]}}"
        .formatted(keys, services);
  }

  private static String keys(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> key("k" + i, "authentication", "Ed25519"))
        .collect(Collectors.joining(","));
  }

  private static String key(String id, String purpose, String curve) {
    return "{\"id\":\"%s\",\"purpose\":\"%s\",\"curve\":\"%s\"}".formatted(id, purpose, curve);
  }

  private static String service(String type, String endpoint) {
    return "{\"id\":\"s\",\"type\":\"%s\",\"serviceEndpoint\":\"%s\"}".formatted(type, endpoint);
  }
}
