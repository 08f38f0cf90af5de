package duet.didcomm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duet.didcomm.PeerDid.Curve;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageRouteTest {

  private static final SecureRandom RANDOM = new SecureRandom();

  private static final String HTTP = service("http://127.0.0.1:9000/m");
  private static final String WS = service("ws://127.0.0.1:9000/ws");

  @Test
  void a_peer_with_an_address_is_met_directly() {
    Party bob = party(HTTP);
    MessageRoute route = MessageRoute.to(bob.did);

    assertThat(route.address()).isEqualTo(URI.create("http://127.0.0.1:9000/m"));
    assertThat(route.mediator()).isEmpty();
    assertThat(route.wrap("as it is")).isEqualTo("as it is");
  }

  @Test
  void a_mediator_opens_one_layer_and_not_the_message() {
    Party mediator = party(HTTP);
    Party wallet = party(service(mediator.did.did()));
    MessageRoute route = MessageRoute.to(wallet.did);
    String inner = Envelope.anoncrypt("{\"hello\":1}", wallet.did.agreementKeys());

    assertThat(route.address()).isEqualTo(URI.create("http://127.0.0.1:9000/m"));
    assertThat(route.mediator()).contains(mediator.did.did());
    Unpacked layer = mediator.open(route.wrap(inner));
    assertThat(layer.authenticated()).isFalse();
    assertThat(layer.message().from()).isEmpty();
    assertThat(layer.message().to()).containsExactly(mediator.did.did());
    Forward forward = Forward.of(layer.message());
    assertThat(forward.next()).isEqualTo(wallet.did.did());
    assertThat(Envelope.recipients(forward.envelope()))
        .containsExactly(wallet.did.did() + "#key-1");
    assertThatThrownBy(() -> mediator.open(forward.envelope()))
        .isInstanceOf(EnvelopeException.class);
    assertThat(wallet.open(forward.envelope()).plaintext()).isEqualTo("{\"hello\":1}");
  }

  @Test
  void each_layer_is_encrypted_anew() {
    Party wallet = party(service(party(HTTP).did.did()));
    MessageRoute route = MessageRoute.to(wallet.did);
    String inner = Envelope.anoncrypt("{}", wallet.did.agreementKeys());

    assertThat(route.wrap(inner)).isNotEqualTo(route.wrap(inner));
  }

  @Test
  void a_chain_of_mediators_opens_a_layer_each() {
    Party second = party(HTTP);
    Party first = party(service(second.did.did()));
    Party wallet = party(service(first.did.did()));
    MessageRoute route = MessageRoute.to(wallet.did);
    String inner = Envelope.anoncrypt("{}", wallet.did.agreementKeys());

    assertThat(route.hops())
        .extracting(MessageRoute.Hop::id)
        .containsExactly(second.did.did(), first.did.did());
    Forward toFirst = Forward.of(second.open(route.wrap(inner)).message());
    assertThat(toFirst.next()).isEqualTo(first.did.did());
    Forward toWallet = Forward.of(first.open(toFirst.envelope()).message());
    assertThat(toWallet).isEqualTo(new Forward(wallet.did.did(), inner));
  }

  @Test
  void routing_keys_open_their_layers_from_first_to_last() {
    Party first = party(HTTP);
    Party last = party(HTTP);
    String firstKey = first.did.did() + "#key-1";
    String lastKey = last.did.did() + "#key-1";
    Party wallet = party(service("http://127.0.0.1:9000/m", firstKey, lastKey));
    String inner = Envelope.anoncrypt("{}", wallet.did.agreementKeys());

    Forward outer = Forward.of(first.open(MessageRoute.to(wallet.did).wrap(inner)).message());
    assertThat(outer.next()).isEqualTo(lastKey);
    assertThat(Envelope.recipients(outer.envelope())).containsExactly(lastKey);
    Message layer = last.open(outer.envelope()).message();
    assertThat(layer.to()).containsExactly(last.did.did());
    assertThat(Forward.of(layer)).isEqualTo(new Forward(wallet.did.did(), inner));
  }

  @Test
  void a_mediator_with_routing_keys_opens_its_layer_first() {
    Party mediator = party(HTTP);
    Party key = party(HTTP);
    String id = key.did.did() + "#key-1";
    Party wallet = party(service(mediator.did.did(), id));
    String inner = Envelope.anoncrypt("{}", wallet.did.agreementKeys());

    Forward outer = Forward.of(mediator.open(MessageRoute.to(wallet.did).wrap(inner)).message());
    assertThat(outer.next()).isEqualTo(id);
    assertThat(Forward.of(key.open(outer.envelope()).message()).next()).isEqualTo(wallet.did.did());
  }

  @Test
  void a_did_key_is_a_routing_key() {
    KeyPair pair = KeyPair.generate(Curve.X25519, RANDOM);
    String multibase = Multikey.encode(Curve.X25519, pair.rawPublicKey());
    String did = "did:key:" + multibase;
    Party wallet = party(service("http://127.0.0.1:9000/m", did + "#" + multibase));
    String outer =
        MessageRoute.to(wallet.did).wrap(Envelope.anoncrypt("{}", wallet.did.agreementKeys()));

    assertThat(Envelope.recipients(outer)).containsExactly(did + "#" + multibase);
    PrivateKeys secrets = kid -> Optional.of(pair);
    assertThat(Envelope.unpack(outer, secrets, PublicKeys.PEER).message().to())
        .containsExactly(did);
  }

  @Test
  void the_first_service_that_can_be_used_counts() {
    Party mediator = party(WS, HTTP);

    assertThat(MessageRoute.to(party(WS, HTTP).did).address().getScheme()).isEqualTo("http");
    assertThat(MessageRoute.to(party(service("http:"), HTTP).did).address().getPort())
        .isEqualTo(9000);
    assertThat(MessageRoute.to(party(WS, service(mediator.did.did()), HTTP).did).mediator())
        .contains(mediator.did.did());
    assertThat(MessageRoute.to(party(service("did:web:example.org"), HTTP).did).mediator())
        .isEmpty();
  }

  @Test
  void what_cannot_be_used_is_said() {
    Party onlyWs = party(WS);
    Party none = new Party();

    refused(none.did, "The peer's DID has no http or https service and no mediator");
    refused(
        onlyWs.did, "The peer's DID has no http or https service, only \"ws://127.0.0.1:9000/ws\"");
    refused(
        party(service(onlyWs.did.did())).did,
        "The mediator's DID has no http or https service, only \"ws://127.0.0.1:9000/ws\"");
    refused(
        party(service("did:web:example.org")).did,
        "The mediator's DID can't be read: invalid mediator's DID: \"did:web:example.org\""
            + " (must be a did:peer:2)");
    refused(party(service("http:")).did, "The peer's DID has an invalid address: \"http:\"");
    refused(
        party(service("http://127.0.0.1", "did:web:a#b")).did,
        "The peer's routing key can't be used: invalid routing key: \"did:web:a\" (must be a did:peer:2)");
    refused(
        party(service("http://127.0.0.1", onlyWs.did.did() + "#key-2")).did,
        "The peer's routing key can't be used: invalid routing key: \"#key-2\" (must be an X25519 key of its DID)");
  }

  @Test
  void more_than_three_hops_are_refused() {
    Party last = party(HTTP);
    List<Party> chain = new ArrayList<>(List.of(last));
    for (int i = 0; i < 4; i++) {
      chain.add(party(service(chain.get(i).did.did())));
    }
    assertThat(MessageRoute.to(chain.get(3).did).hops()).hasSize(3);
    String refusal = "The peer is reached through more than 3 mediators and routing keys";
    refused(chain.get(4).did, refusal);
    String key = last.did.did() + "#key-1";
    refused(party(service("http://127.0.0.1", key, key, key, key)).did, refusal);
  }

  private static void refused(PeerDid peer, String message) {
    assertThatThrownBy(() -> MessageRoute.to(peer))
        .isInstanceOf(MalformedException.class)
        .hasMessage(message);
  }

  private static Party party(String... services) {
    return new Party(services);
  }

  private static String service(String uri, String... routingKeys) {
    var block = JsonObject.create().put("t", "dm");
    var endpoint = block.putObject("s").put("uri", uri);
    List.of(routingKeys).forEach(endpoint.putArray("r")::add);
    byte[] bytes = block.toString().getBytes(StandardCharsets.UTF_8);
    return ".S" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static final class Party {
    private final KeyPair key = KeyPair.generate(Curve.X25519, RANDOM);
    private final PeerDid did;

    Party(String... services) {
      KeyPair signing = KeyPair.generate(Curve.ED25519, RANDOM);
      String bare = PeerDid.withoutService(key, signing).did().replace(".SW10", "");
      did = PeerDid.parse(bare + String.join("", services));
    }

    Unpacked open(String envelope) {
      return Envelope.unpack(envelope, this::find, PublicKeys.PEER);
    }

    private Optional<KeyPair> find(String kid) {
      return kid.equals(did.did() + "#key-1") ? Optional.of(key) : Optional.empty();
    }
  }
}
