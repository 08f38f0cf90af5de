package duet.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;

import duet.credential.KeyCurve;
import duet.credential.KeyPurpose;
import duet.credential.PrismDid;
import duet.credential.SigningKey;
import duet.embedded.protocol.DidTemplate;
import duet.embedded.store.RevocationStore.Place;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevocationStoreTest {

  private static final PrismDid ONE = did();
  private static final PrismDid OTHER = did();

  @Test
  void an_issuer_has_one_list_of_which_each_credential_gets_another_index(@TempDir Path data) {
    Place first;
    try (var store = AgentStore.open(data)) {
      first = store.revocations().allocate("a", ONE);
      assertThat(first.index()).isEqualTo(1);
      assertThat(store.revocations().allocate("a", ONE)).isEqualTo(place(first, 2));
      assertThat(store.revocations().allocate("a", OTHER).list()).isNotEqualTo(first.list());
      assertThat(store.revocations().allocate("b", ONE).list()).isNotEqualTo(first.list());
      store.revocations().revoke(place(first, 2));
      store.revocations().revoke(place(first, 2));
    }
    try (var store = AgentStore.open(data)) {
      assertThat(store.revocations().allocate("a", ONE)).isEqualTo(place(first, 3));
      var list = store.revocations().find(first.list()).orElseThrow();
      assertThat(list.issuer()).isEqualTo(ONE);
      assertThat(list.wallet()).isEqualTo("a");
      assertThat(list.revoked().stream()).containsExactly(2);
    }
  }

  @Test
  void a_full_list_is_followed_by_another() {
    try (var database = Database.inMemory(List.of(RevocationList.TYPE))) {
      var store = new RevocationStore(database.table(RevocationList.TYPE), 4);
      var places = IntStream.range(0, 7).mapToObj(i -> store.allocate("a", ONE)).toList();

      assertThat(places).extracting(Place::index).containsExactly(1, 2, 3, 1, 2, 3, 1);
      assertThat(new HashSet<>(places)).hasSize(7);
      store.revoke(places.get(0));
      assertThat(store.find(places.get(0).list()).orElseThrow().revoked().get(1)).isTrue();
      assertThat(store.find(places.get(3).list()).orElseThrow().revoked().isEmpty()).isTrue();
    }
  }

  @Test
  void no_index_is_given_twice_to_those_who_ask_at_the_same_time() {
    try (var store = AgentStore.inMemory()) {
      var places =
          IntStream.range(0, 500)
              .parallel()
              .mapToObj(i -> store.revocations().allocate("a", ONE))
              .toList();
      assertThat(places).doesNotHaveDuplicates();
      assertThat(places).extracting(Place::list).containsOnly(places.get(0).list());
    }
  }

  private static Place place(Place like, int index) {
    return new Place(like.list(), index);
  }

  private static PrismDid did() {
    var random = new SecureRandom();
    var key = new DidTemplate.Key("issue-1", KeyPurpose.ISSUING, KeyCurve.ED25519);
    return new DidTemplate(List.of(key), List.of())
        .create(curve -> SigningKey.generate(curve, random))
        .did();
  }
}
