package duet.embedded.server;

import duet.embedded.protocol.ConnectionRecord;
import duet.embedded.protocol.Refusal;
import duet.embedded.server.AccessPolicy.Mode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which wallet an API key opens. Keys are kept as digests, and always compared with all of them.
 */
final class Wallets {

  private final Mode mode;
  private final String salt;
  private final List<Wallet> wallets = new ArrayList<>();

  Wallets(AccessPolicy access) {
    mode = access.mode();
    salt = access.salt();
    for (String key : access.keys()) {
      var id = wallets.isEmpty() ? ConnectionRecord.DEFAULT_WALLET : id(key);
      wallets.add(new Wallet(id, digest(key)));
    }
  }

  /**
   * @param key the header {@code apikey}; empty if there was none
   * @return the id of the wallet that it opens
   * @throws Refusal with 401 if it opens none
   */
  String authenticate(Optional<String> key) {
    if (mode == Mode.OPEN) {
      return ConnectionRecord.DEFAULT_WALLET;
    }
    var given = key.orElseThrow(() -> unauthorised("ApiKey key is not provided"));
    if (given.isEmpty()) {
      throw Refusal.of(
          401, "AuthenticationError:ApiKeyAuthenticationError", "Empty `apikey` header provided");
    }
    return switch (mode) {
      case ANY -> ConnectionRecord.DEFAULT_WALLET;
      case PROVISION -> find(given).orElseGet(() -> id(given));
      default -> find(given).orElseThrow(() -> unauthorised("Invalid API key"));
    };
  }

  private Optional<String> find(String key) {
    var digest = digest(key);
    return wallets.stream()
        .filter(wallet -> MessageDigest.isEqual(wallet.key(), digest))
        .map(Wallet::id)
        .reduce((first, last) -> last);
  }

  /** Depends on nothing but key and salt, so that a wallet is found again. */
  private String id(String key) {
    var bytes = ByteBuffer.wrap(digest("wallet of " + salt + " " + key));
    long high = bytes.getLong() & ~0xF000L | 0x8000L;
    long low = bytes.getLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }

  private static Refusal unauthorised(String detail) {
    return Refusal.of(401, "AuthenticationError:InvalidCredentials", detail);
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private record Wallet(String id, byte[] key) {}
}
