package duet.embedded.store;

import duet.didcomm.Invitation;
import duet.embedded.protocol.ConnectionProtocol;
import duet.embedded.protocol.ConnectionRecord;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Records as an agent makes them. */
final class Samples {

  static final String WALLET = ConnectionRecord.DEFAULT_WALLET;
  static final Instant NOW = Instant.parse("2026-11-21T08:00:00.123456789Z");

  static final ConnectionProtocol PROTOCOL = new ConnectionProtocol(Duration.ofSeconds(300));

  private static final SecureRandom RANDOM = new SecureRandom();

  private Samples() {}

  static PeerKeys keys() {
    return PeerKeys.generate(RANDOM, URI.create("http://127.0.0.1:1/didcomm"));
  }

  static Invitation invitation(PeerKeys keys) {
    return Invitation.create(
        UUID.randomUUID().toString(), keys.did().did(), Optional.empty(), Optional.of("a goal"));
  }

  static ConnectionRecord invited(String wallet, PeerKeys keys) {
    return ConnectionProtocol.invited(wallet, invitation(keys), Optional.of("Grüße"), NOW);
  }

  static ConnectionRecord accepted(String wallet, Invitation invitation, PeerKeys keys) {
    var id = UUID.randomUUID().toString();
    return ConnectionProtocol.accepted(
        ConnectionProtocol.received(wallet, id, invitation, keys.did().did(), NOW), NOW);
  }

  static List<ConnectionRecord> all(ConnectionStore store, String wallet) {
    return store.page(wallet, 0, Integer.MAX_VALUE);
  }

  /** Adds an inviter's record. */
  static ConnectionRecord addTo(ConnectionStore store, String wallet) {
    var keys = keys();
    var record = invited(wallet, keys);
    if (!store.add(record, keys)) {
      throw new AssertionError("not added");
    }
    return record;
  }
}
