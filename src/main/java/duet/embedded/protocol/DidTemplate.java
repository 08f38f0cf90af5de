package duet.embedded.protocol;

import duet.credential.InvalidCredentialException;
import duet.credential.KeyCurve;
import duet.credential.KeyPurpose;
import duet.credential.PrismDid;
import duet.credential.PrismKey;
import duet.credential.PrismService;
import duet.credential.SigningKey;
import duet.text.SafeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a new did:prism is to have besides its master key: at most 50 keys and 50 services, whose
 * ids are unique. A service's type has at most 100 characters, its endpoint 300.
 */
public record DidTemplate(List<Key> keys, List<PrismService> services) {

  /** The id of the master key, which a template can't use. */
  public static final String MASTER = "master0";

  private static final int MOST = 50;
  private static final int MAX_TYPE = 100;
  private static final int MAX_ENDPOINT = 300;

  private static final Map<KeyCurve, Set<KeyPurpose>> PURPOSES =
      Map.of(
          KeyCurve.SECP256K1,
          Set.of(
              KeyPurpose.AUTHENTICATION,
              KeyPurpose.ISSUING,
              KeyPurpose.CAPABILITY_INVOCATION,
              KeyPurpose.CAPABILITY_DELEGATION),
          KeyCurve.ED25519,
          Set.of(KeyPurpose.AUTHENTICATION, KeyPurpose.ISSUING),
          KeyCurve.X25519,
          Set.of(KeyPurpose.KEY_AGREEMENT));

  /**
   * @param id the fragment alone
   */
  public record Key(String id, KeyPurpose purpose, KeyCurve curve) {}

  /**
   * @param keys by id, the master key too
   */
  public record NewDid(PrismDid did, Map<String, SigningKey> keys) {

    public NewDid {
      keys = Map.copyOf(keys);
    }
  }

  /**
   * @throws Refusal with 422
   */
  public DidTemplate {
    keys = List.copyOf(keys);
    services = List.copyOf(services);
    requireAtMost(MOST, keys.size(), "keys");
    requireAtMost(MOST, services.size(), "services");
    requireIds(keys);
    requirePurposes(keys);
    requireServices(services);
  }

  /** Whether a template's key can have it: all but those of master, revocation and VDR keys. */
  public static boolean isPurpose(KeyPurpose purpose) {
    return PURPOSES.values().stream().anyMatch(purposes -> purposes.contains(purpose));
  }

  /**
   * @param newKey makes a key on a curve
   * @throws Refusal with 422 if a key's id isn't a fragment, or the DID would be too long
   */
  public NewDid create(Function<KeyCurve, SigningKey> newKey) {
    var privateKeys = new LinkedHashMap<String, SigningKey>();
    keys.forEach(key -> privateKeys.put(key.id(), newKey.apply(key.curve())));
    privateKeys.put(MASTER, newKey.apply(KeyCurve.SECP256K1));
    try {
      var publicKeys = new ArrayList<PrismKey>();
      for (Key key : keys) {
        var publicKey = privateKeys.get(key.id()).publicKey();
        publicKeys.add(new PrismKey(key.id(), key.purpose(), publicKey));
      }
      publicKeys.add(new PrismKey(MASTER, KeyPurpose.MASTER, privateKeys.get(MASTER).publicKey()));
      return new NewDid(PrismDid.create(publicKeys, services), privateKeys);
    } catch (InvalidCredentialException e) {
      throw unprocessable(e.getMessage());
    }
  }

  /** A template that can't be used. */
  public static Refusal unprocessable(String detail) {
    return Refusal.plain(422, "UnprocessableEntity", detail);
  }

  private static void requireAtMost(int most, int seen, String what) {
    if (seen > most) {
      throw unprocessable(
          "DID template has %d %s (must be at most %d)".formatted(seen, what, most));
    }
  }

  private static void requireIds(List<Key> keys) {
    if (keys.stream().anyMatch(key -> key.id().equals(MASTER))) {
      throw unprocessable("DID template cannot contain reserved key name: [" + MASTER + "]");
    }
    var twice = repeated(keys.stream().map(Key::id).toList());
    if (!twice.isEmpty()) {
      throw unprocessable("DID template cannot contain duplicated key ids: " + listed(twice));
    }
  }

  private static void requirePurposes(List<Key> keys) {
    var wrong =
        keys.stream()
            .filter(key -> !PURPOSES.get(key.curve()).contains(key.purpose()))
            .map(Key::id)
            .toList();
    if (!wrong.isEmpty()) {
      throw unprocessable(
          "Invalid key purpose for key(s) "
              + listed(wrong)
              + ": Ed25519 is for authentication and assertionMethod, X25519 for keyAgreement,"
              + " secp256k1 for all but keyAgreement");
    }
  }

  private static void requireServices(List<PrismService> services) {
    var twice = repeated(services.stream().map(PrismService::id).toList());
    if (!twice.isEmpty()) {
      throw unprocessable("DID template cannot contain duplicated service ids: " + listed(twice));
    }
    for (PrismService service : services) {
      requireAtMost(MAX_TYPE, service.type().length(), "characters in the type of a service");
      for (String endpoint : service.endpoints()) {
        requireAtMost(MAX_ENDPOINT, endpoint.length(), "characters in the endpoint of a service");
      }
    }
  }

  private static Set<String> repeated(List<String> ids) {
    var seen = new LinkedHashSet<String>();
    return ids.stream()
        .filter(id -> !seen.add(id))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String listed(Iterable<String> ids) {
    return SafeText.excerpt("[" + String.join(", ", ids) + "]");
  }
}
