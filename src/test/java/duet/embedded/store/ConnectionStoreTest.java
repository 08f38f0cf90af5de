package duet.embedded.store;

import static duet.embedded.store.Samples.WALLET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duet.embedded.protocol.ConnectionRecord;
import duet.embedded.protocol.SendFailure;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConnectionStoreTest {

  private static final String OTHER = "11111111-0000-0000-0000-000000000000";

  private final AgentStore agent = AgentStore.inMemory();
  private final ConnectionStore store = agent.connections();

  @Test
  void records_come_back_as_they_went_in() {
    var keys = Samples.keys();
    var record = Samples.accepted(WALLET, Samples.invitation(Samples.keys()), keys);
    var failure = new SendFailure(400, "type", "title", "detail", "instance");
    var later = Samples.NOW.plusSeconds(1);
    var failed =
        Samples.PROTOCOL.unanswered(
            Samples.PROTOCOL.prepared(record, later).get(0), failure, later);
    store.add(failed, keys);
    assertThat(store.find(WALLET, record.id())).contains(failed);
    assertThat(store.findByThread(WALLET, record.thid())).contains(failed);
    assertThat(agent.ownDids().keys(record.ownDid()).orElseThrow().did()).isEqualTo(keys.did());
    assertThat(store.unfinished()).containsExactly(failed);
  }

  @Test
  void pages_keep_the_order_of_insertion_and_leave_out_what_was_removed() {
    var added = new ArrayList<ConnectionRecord>();
    for (int i = 0; i < 7; i++) {
      added.add(Samples.addTo(store, WALLET));
      Samples.addTo(store, OTHER);
    }
    store.remove(added.remove(2).id());
    assertThat(Samples.all(store, WALLET)).isEqualTo(added);
    assertThat(store.count(WALLET)).isEqualTo(6);
    assertThat(store.page(WALLET, 1, 3)).isEqualTo(added.subList(1, 4));
    assertThat(store.page(WALLET, 5, 3)).isEqualTo(added.subList(5, 6));
    assertThat(store.page(WALLET, 6, 3)).isEmpty();
    assertThat(store.page("unknown", 0, 3)).isEmpty();
  }

  @Test
  void a_thread_is_in_a_wallet_once_but_may_have_both_ends_in_two() {
    var inviterKeys = Samples.keys();
    var inviter = Samples.invited(WALLET, inviterKeys);
    store.add(inviter, inviterKeys);
    var keys = Samples.keys();
    assertThat(store.add(Samples.accepted(WALLET, inviter.invitation(), keys), keys)).isFalse();
    assertThat(store.keys(keys.did().did())).isEmpty();
    var invitee = Samples.accepted(OTHER, inviter.invitation(), keys);
    assertThat(store.add(invitee, keys)).isTrue();
    assertThat(store.findByThread(WALLET, inviter.thid())).contains(inviter);
    assertThat(store.findByThread(OTHER, inviter.thid())).contains(invitee);
  }

  @Test
  void wallets_see_nothing_of_each_other_but_share_the_keys() {
    var record = Samples.addTo(store, OTHER);
    assertThat(store.find(WALLET, record.id())).isEmpty();
    assertThat(store.findByThread(WALLET, record.thid())).isEmpty();
    var kid = record.ownDid() + "#key-1";
    assertThat(agent.ownDids().agreementKey(kid)).isPresent();
    assertThat(agent.ownDids().agreementKey(record.ownDid() + "#key-2")).isEmpty();
    assertThat(store.wallet(kid)).contains(OTHER);
    assertThat(store.wallet("did:peer:2.unknown#key-1")).isEmpty();
  }

  @Test
  void what_was_removed_leaves_neither_thread_nor_key() {
    var record = Samples.addTo(store, WALLET);
    store.remove(record.id());
    store.remove(record.id());
    assertThat(store.find(WALLET, record.id())).isEmpty();
    assertThat(store.findByThread(WALLET, record.thid())).isEmpty();
    assertThat(agent.ownDids().keys(record.ownDid())).isEmpty();
  }

  @Test
  void a_change_that_throws_changes_nothing() {
    var record = Samples.addTo(store, WALLET);
    assertThatThrownBy(
            () ->
                store.update(
                    record.id(),
                    r -> {
                      throw new IllegalStateException("refused");
                    }))
        .hasMessage("refused");
    assertThat(store.find(WALLET, record.id())).contains(record);
    assertThat(store.update("unknown", r -> r)).isEmpty();
  }

  @Test
  void webhooks_are_limited_and_removed_by_wallet() {
    var hook = hook("a", WALLET);
    var webhooks = agent.webhooks();
    assertThat(webhooks.add(hook)).isTrue();
    assertThat(webhooks.add(hook("b", WALLET))).isFalse();
    assertThat(webhooks.add(hook("c", OTHER))).isTrue();
    assertThat(webhooks.all(Webhook.BY_WALLET.key(WALLET))).isEqualTo(List.of(hook));
    assertThat(webhooks.remove(Webhook.BY_ID.key(OTHER, "a"))).isFalse();
    assertThat(webhooks.remove(Webhook.BY_ID.key(WALLET, "a"))).isTrue();
    assertThat(webhooks.all(Webhook.BY_WALLET.key(WALLET))).isEmpty();
  }

  private static Webhook hook(String id, String wallet) {
    return new Webhook(
        id, wallet, URI.create("http://127.0.0.1:1/"), Map.of("X-Key", "s"), Samples.NOW);
  }
}
