package duet.didcomm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duet.didcomm.PeerDid.Curve;
import duet.didcomm.PeerDid.Service;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerDidTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Service SERVICE =
      new Service("http://localhost:8090/", List.of("didcomm/v2"), List.of(), false);

  private final KeyPair agreement = KeyPair.generate(Curve.X25519, RANDOM);
  private final KeyPair authentication = KeyPair.generate(Curve.ED25519, RANDOM);
  private final String e = ".E" + Multikey.encode(Curve.X25519, agreement.rawPublicKey());
  private final String v = ".V" + Multikey.encode(Curve.ED25519, authentication.rawPublicKey());

  @Test
  void what_is_created_is_what_is_parsed() {
    PeerDid created = PeerDid.create(agreement, authentication, URI.create(SERVICE.uri()));
    assertThat(PeerDid.parse(created.did())).isEqualTo(created);
    assertThat(created.services()).containsExactly(SERVICE);
    assertThat(created.agreementKey().publicKey()).isEqualTo(agreement.publicKey());
    assertThat(created.keys().get(1).publicKey()).isEqualTo(authentication.publicKey());
  }

  @Test
  void a_created_did_is_laid_out_as_agents_do() {
    String did = PeerDid.create(agreement, authentication, URI.create("http://a:1/b?c=d&e")).did();
    String service =
        "{\"t\":\"dm\",\"s\":{\"uri\":\"http://a:1/b?c=d&e\",\"r\":[],\"a\":[\"didcomm/v2\"]}}";
    assertThat(did).isEqualTo("did:peer:2" + e + v + s(service)).doesNotContain("=");
    assertThat(did).startsWith("did:peer:2.Ez6LS").contains(".Vz6Mk");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'t':'dm','s':{'uri':'http://localhost:8090/','r':[],'a':['didcomm/v2']}}",
        "{'t':'dm','s':'http://localhost:8090/','r':[],'a':['didcomm/v2']}",
        "[{'t':'dm','s':{'uri':'http://localhost:8090/','r':[],'a':['didcomm/v2']}}]",
        "{'t':'dm','s':[{'uri':'http://localhost:8090/','r':[],'a':['didcomm/v2']}]}",
        "{'t':'dm','s':{'uri':'http://localhost:8090/','a':['didcomm/v2']}}",
        "{'t':'dm','s':{'uri':'http://localhost:8090/','r':null,'a':['didcomm/v2']}}",
        "{'type':'DIDCommMessaging','serviceEndpoint':{'uri':'http://localhost:8090/',"
            + "'routingKeys':[],'accept':['didcomm/v2']}}",
        "{'type':'dm','serviceEndpoint':'http://localhost:8090/','routing_keys':[],"
            + "'accept':['didcomm/v2'],'id':'#service'}",
        "[{'t':'other','s':5},{'t':'dm','s':'http://localhost:8090/','a':['didcomm/v2']}]"
      })
  void a_service_has_many_forms(String service) {
    assertThat(services(s(service.replace('\'', '"'))))
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("plain")
        .containsExactly(SERVICE);
  }

  @Test
  void a_service_tells_whether_it_stands_as_in_2023() {
    String of2023 = "{\"t\":\"dm\",\"s\":\"http://localhost:8090/\"}";
    assertThat(services(s(of2023)).get(0).plain()).isTrue();
    assertThat(SERVICE.plain()).isFalse();
  }

  @Test
  void a_service_may_accept_nothing_and_route_over_others() {
    String block = "{\"t\":\"dm\",\"s\":{\"uri\":\"\",\"routing_keys\":[\"did:example:r#1\"]}}";
    assertThat(services(s(block)))
        .containsExactly(new Service("", List.of(), List.of("did:example:r#1"), false));
  }

  @Test
  void services_are_as_many_as_stand_there() {
    String one = s("{\"t\":\"dm\",\"s\":\"http://one\"}");
    String other = s("{\"t\":\"LinkedDomains\",\"s\":\"http://other\"}");
    String two = s("{\"t\":\"dm\",\"s\":\"http://two\"}");
    assertThat(services(one + other + two))
        .extracting(Service::uri)
        .containsExactly("http://one", "http://two");
    assertThat(services("")).isEmpty();
  }

  @Test
  void a_service_may_be_in_either_base64_padded_or_not() {
    byte[] json = Utf8.encode("{\"t\":\"dm\",\"s\":\"http://localhost/??>>~~ü\"}");
    for (Base64.Encoder encoder :
        List.of(
            Base64.getEncoder(), Base64.getUrlEncoder(), Base64.getUrlEncoder().withoutPadding())) {
      assertThat(services(".S" + encoder.encodeToString(json)))
          .extracting(Service::uri)
          .containsExactly("http://localhost/??>>~~ü");
    }
  }

  @Test
  void keys_count_in_the_order_they_stand() {
    String other = "." + "Iz" + Base58.encode(new byte[] {(byte) 0xe7, 1, 2, 3});
    PeerDid did = PeerDid.parse("did:peer:2" + v + s("{\"t\":\"x\"}") + other + e);
    assertThat(did.keys())
        .extracting(PeerDid.Key::id)
        .containsExactly(did.did() + "#key-1", did.did() + "#key-3");
    assertThat(did.agreementKey().id()).isEqualTo(did.did() + "#key-3");
    assertThat(did.agreementKey().publicKey()).isEqualTo(agreement.publicKey());
  }

  @Test
  void a_key_is_found_by_every_id_that_agents_write() {
    PeerDid did = PeerDid.parse("did:peer:2" + e + v);
    String multibase = e.substring(".Ez".length());
    for (String kid :
        List.of(did.did() + "#key-1", "#key-1", did.did() + "#" + multibase, "#" + multibase)) {
      assertThat(did.key(kid)).as(kid).hasValue(did.agreementKey());
      assertThat(did.key(kid.substring(0, kid.length() - 1))).as(kid).isEmpty();
    }
    assertThat(did.key(did.did() + "#key-2")).hasValue(did.keys().get(1));
    for (String kid : List.of("", "#", did.did(), did.did() + "#", "key-1", "did:x#key-1", "#1")) {
      assertThat(did.key(kid)).as(kid).isEmpty();
    }
  }

  @Test
  void senders_are_found_by_an_agreement_key_of_a_sound_did() {
    PeerDid did = PeerDid.parse("did:peer:2" + e + v);
    assertThat(PublicKeys.PEER.find(did.did() + "#key-1")).hasValue(agreement.publicKey());
    for (String kid :
        List.of(did.did() + "#key-2", did.did() + "#key-3", "did:x:y#key-1", "#key-1")) {
      assertThat(PublicKeys.PEER.find(kid)).as(kid).isEmpty();
    }
  }

  @TestFactory
  Stream<DynamicTest> every_other_did_is_refused_by_the_name_of_its_part() {
    String key = e.substring(2);
    String point = Multikey.encode(Curve.ED25519, authentication.rawPublicKey());
    return Stream.of(
        refused("did", ""),
        refused("did", "did:peer:2"),
        refused("did", "did:peer:0" + key),
        refused("did", "did:peer:1zQm"),
        refused("did", "did:peer:3zQm"),
        refused("did", "did:peer:4zQm"),
        refused("did", "did:prism:abc"),
        refused("did", "did:peer:2" + e + ".Sx" + "A".repeat(16 * 1024)),
        refused("did:peer:2 key", "did:peer:2" + v),
        refused("did:peer:2 key", "did:peer:2.E" + v),
        refused("did:peer:2 key", "did:peer:2.E" + point),
        refused("did:peer:2 key", "did:peer:2.E" + key.substring(1)),
        refused("did:peer:2 key", "did:peer:2.Em" + key.substring(1)),
        refused("did:peer:2 key", "did:peer:2.E" + key.substring(0, key.length() - 1)),
        refused("did:peer:2 key", "did:peer:2.E" + key + "1"),
        refused("did:peer:2 key", "did:peer:2.Ez1" + key.substring(1)),
        refused("did:peer:2 key", "did:peer:2.E" + key.replaceFirst("z6L", "z0L")),
        refused("did:peer:2 key", "did:peer:2.E" + key.replaceFirst("z6L", "z6é")),
        refused("did:peer:2 key", "did:peer:2.V" + key + e),
        refused("did:peer:2 key", "did:peer:2.I#" + e),
        refused("did:peer:2 element", "did:peer:2" + e + ".X" + key),
        refused("did:peer:2 element", "did:peer:2." + e),
        refused("did:peer:2 element", "did:peer:2" + e + "."),
        refused("did:peer:2 service", "did:peer:2" + e + ".S"),
        refused("did:peer:2 service", "did:peer:2" + e + ".S!"),
        refused("did:peer:2 service", "did:peer:2" + e + ".S_w"),
        refused("did:peer:2 service", "did:peer:2" + e + s("{")),
        refused("did:peer:2 service", "did:peer:2" + e + s("5")),
        refused("did:peer:2 service", "did:peer:2" + e + s("[5]")),
        refused("did:peer:2 service", "did:peer:2" + e + s("{\"t\":\"dm\",\"t\":\"dm\"}")),
        refused("did:peer:2 service.type", "did:peer:2" + e + s("{}")),
        refused("did:peer:2 service.s", "did:peer:2" + e + s("{\"t\":\"dm\",\"s\":1}")),
        refused("did:peer:2 service.s", "did:peer:2" + e + s("{\"t\":\"dm\"}")),
        refused("did:peer:2 service.s.uri", "did:peer:2" + e + s("{\"t\":\"dm\",\"s\":{}}")),
        refused(
            "did:peer:2 service.a",
            "did:peer:2" + e + s("{\"t\":\"dm\",\"s\":\"http://a\",\"a\":[1]}")));
  }

  @Test
  void every_recorded_did_is_read() {
    for (String file : List.of("webhooks-sample.txt", "http/71-string-service-accept.txt")) {
      String text = Shared.text("cloud-agent", file);
      List<PeerDid> dids =
          Pattern.compile("did:peer:2[A-Za-z0-9._-]+")
              .matcher(text)
              .results()
              .map(found -> PeerDid.parse(found.group()))
              .toList();
      assertThat(dids).isNotEmpty().allMatch(did -> did.services().size() == 1);
      assertThat(dids).flatExtracting(PeerDid::services).allMatch(s -> s.uri().startsWith("http:"));
    }
  }

  private List<Service> services(String elements) {
    return PeerDid.parse("did:peer:2" + e + v + elements).services();
  }

  private static String s(String json) {
    return ".S" + Base64Url.encode(Utf8.encode(json));
  }

  private static DynamicTest refused(String part, String did) {
    return DynamicTest.dynamicTest(
        part + " of " + Excerpt.of(did),
        () ->
            assertThatThrownBy(() -> PeerDid.parse(did))
                .hasMessageStartingWith("invalid " + part + ": ")
                .isInstanceOfSatisfying(
                    MalformedException.class, e -> assertThat(e.part()).isEqualTo(part)));
  }
}
