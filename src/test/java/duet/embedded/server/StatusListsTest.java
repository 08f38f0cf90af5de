package duet.embedded.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duet.credential.KeyCurve;
import duet.credential.KeyPurpose;
import duet.credential.PrismDid;
import duet.credential.SigningKey;
import duet.credential.StatusEntry;
import duet.credential.StatusList;
import duet.embedded.EmbeddedAgent;
import duet.embedded.Rest;
import duet.embedded.protocol.DidTemplate;
import duet.embedded.protocol.Refusal;
import duet.embedded.store.AgentStore;
import duet.embedded.store.ManagedDid;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatusListsTest {

  private static final String WALLET = "wallet";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final AgentStore store = AgentStore.inMemory();
  private final StatusLists lists =
      new StatusLists(
          store.revocations(),
          store.dids(),
          () -> URI.create("https://agent.example/cloud-agent/"),
          Clock.systemUTC());

  @AfterEach
  void close() {
    store.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyCurve.class,
      names = {"ED25519", "SECP256K1"})
  void a_list_is_signed_by_the_did_whose_credentials_are_in_it(KeyCurve curve) {
    var issuer = did(curve);
    var first = lists.allocate(WALLET, issuer);
    var second = lists.allocate(WALLET, issuer);

    assertThat(first.list().toString())
        .startsWith("https://agent.example/cloud-agent/credential-status/");
    assertThat(first.index()).isEqualTo(1);
    assertThat(second).isEqualTo(new StatusEntry(first.list(), 2, "Revocation"));

    assertThat(lists.allocate(WALLET, did(curve)).list()).isNotEqualTo(first.list());

    lists.revoke(second);
    var list = published(second);
    list.verifyProof();
    assertThat(list.id()).isEqualTo(second.list().toString());
    assertThat(list.issuer()).isEqualTo(issuer.did());
    assertThat(issuer.keys(KeyPurpose.ISSUING))
        .extracting("publicKey")
        .containsExactly(list.proofKey());
    assertThat(list.isRevoked(1)).isFalse();
    assertThat(list.isRevoked(2)).isTrue();
  }

  @Test
  void lists_that_are_not_there_are_not_found() {
    assertThatThrownBy(() -> get(UUID.randomUUID().toString()))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.status()).isEqualTo(404);
              assertThat(refusal.type())
                  .isEqualTo("error:CredentialStatusListError:StatusListNotFound");
            });
    assertThatThrownBy(() -> get("1"))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(400));
  }

  @Test
  void everybody_may_see_them_without_a_key() {
    try (var agent = EmbeddedAgent.builder().apiKey("secret").start()) {
      var reply = new Rest(agent.url()).get("/credential-status/" + UUID.randomUUID());
      assertThat(reply.error()).isEqualTo("404 error:CredentialStatusListError:StatusListNotFound");
    }
  }

  private StatusList published(StatusEntry entry) {
    var path = entry.list().getPath();
    var answer = get(path.substring(path.lastIndexOf('/') + 1));
    assertThat(answer.status()).isEqualTo(200);
    return StatusList.parse(answer.body().toString());
  }

  private ApiResponse get(String id) {
    var route = lists.routes().get(0);
    assertThat(route.open()).isTrue();
    var ids = Map.of("id", id);
    return route.endpoint().apply(new ApiRequest("", "/", "GET /", "", ids, name -> null));
  }

  private PrismDid did(KeyCurve curve) {
    var key = new DidTemplate.Key("issue-1", KeyPurpose.ISSUING, curve);
    var made =
        new DidTemplate(List.of(key), List.of()).create(one -> SigningKey.generate(one, RANDOM));
    store.dids().add(new ManagedDid(WALLET, made.did(), made.keys()));
    return made.did();
  }
}
