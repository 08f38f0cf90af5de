package duet.didcomm;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A did:peer with method 2: a DID that carries its own keys and services, so that nothing needs to
 * be looked up (Peer DID Method specification, "Method 2").
 *
 * @param keys those for agreement (E) and authentication (V); other keys are only counted, for the
 *     ids
 * @param services the DIDComm ones, in the DID's order; may be empty
 */
public record PeerDid(String did, List<Key> keys, List<Service> services) {
  private static final String PREFIX = "did:peer:2";
  private static final int MAX_LENGTH = 16 * 1024;
  private static final Pattern ENDPOINT = Pattern.compile("(?i)https?:|did:");

  /**
   * @param id the DID, # and key-1, key-2 …, numbered in the DID's order
   * @param publicKey the raw key in base64url
   */
  public record Key(String id, Curve curve, String publicKey) {
    public Key {
      Objects.requireNonNull(id);
      Base64Url.decode("public key", publicKey, KeyPair.LENGTH);
      Objects.requireNonNull(curve);
    }
  }

  /** The curves a Cloud Agent uses; each has public keys of 32 bytes. */
  public enum Curve {
    X25519("X25519", 0xec),
    ED25519("Ed25519", 0xed);

    final String jwkName;
    final byte codec;

    Curve(String jwkName, int codec) {
      this.jwkName = jwkName;
      this.codec = (byte) codec;
    }
  }

  /**
   * A way to reach the DID's owner.
   *
   * @param uri as written in the DID, which may be anything
   * @param plain whether it is written as a plain string, the only form that agents of 2023 read
   */
  public record Service(String uri, List<String> accept, List<String> routingKeys, boolean plain) {
    public Service {
      Objects.requireNonNull(uri);
      accept = List.copyOf(accept);
      routingKeys = List.copyOf(routingKeys);
    }
  }

  public PeerDid {
    Objects.requireNonNull(did);
    keys = List.copyOf(keys);
    services = List.copyOf(services);
    if (keys.stream().noneMatch(key -> key.curve() == Curve.X25519)) {
      throw MalformedException.invalid(
          "did:peer:2 key", "an agreement key, E", "missing in " + Excerpt.of(did));
    }
  }

  /**
   * A DID with an agreement key, an authentication key and one service, as a Cloud Agent makes.
   *
   * @param service an http or https URL, or the DID of a mediator
   * @throws IllegalArgumentException if a pair is on the wrong curve
   */
  public static PeerDid create(KeyPair agreement, KeyPair authentication, URI service) {
    agreement.require(Curve.X25519);
    authentication.require(Curve.ED25519);
    return create(agreement, authentication, List.of(ServiceBlock.service(service)));
  }

  /**
   * A DID that nothing can be sent to, with which wallets speak to their mediators.
   *
   * @throws IllegalArgumentException if a pair is on the wrong curve
   */
  public static PeerDid withoutService(KeyPair agreement, KeyPair authentication) {
    return create(agreement, authentication, List.of());
  }

  private static PeerDid create(KeyPair agreement, KeyPair authentication, List<Service> services) {
    agreement.require(Curve.X25519);
    authentication.require(Curve.ED25519);
    String did =
        PREFIX
            + (".E" + Multikey.encode(Curve.X25519, agreement.rawPublicKey()))
            + (".V" + Multikey.encode(Curve.ED25519, authentication.rawPublicKey()))
            + (".S" + ServiceBlock.encode(services));
    return new PeerDid(
        did,
        List.of(
            new Key(did + "#key-1", Curve.X25519, agreement.publicKey()),
            new Key(did + "#key-2", Curve.ED25519, authentication.publicKey())),
        services);
  }

  /**
   * Reads the forms that agents write, of 2023 and now.
   *
   * @throws MalformedException naming "did", or after "did:peer:2 " an "element", "key" or
   *     "service"
   */
  public static PeerDid parse(String did) {
    return parse("did", did);
  }

  static PeerDid parse(String part, String did) {
    MalformedException.requireLength(part, did, MAX_LENGTH);
    if (!did.startsWith(PREFIX + ".")) {
      throw MalformedException.invalid(part, "a did:peer:2", Excerpt.of(did));
    }
    List<Key> keys = new ArrayList<>();
    List<Service> services = new ArrayList<>();
    int count = 0;
    for (String element : did.substring(PREFIX.length() + 1).split("\\.", -1)) {
      String value = element.isEmpty() ? "" : element.substring(1);
      switch (element.isEmpty() ? ' ' : element.charAt(0)) {
        case 'E' -> keys.add(key(did, ++count, Curve.X25519, value));
        case 'V' -> keys.add(key(did, ++count, Curve.ED25519, value));
        case 'A', 'D', 'I' -> {
          Multikey.requireShape(value);
          count++;
        }
        case 'S' -> services.addAll(ServiceBlock.decode(value));
        default ->
            throw MalformedException.invalid(
                "did:peer:2 element", "A, D, E, I, S or V with a value", Excerpt.of(element));
      }
    }
    return new PeerDid(did, keys, services);
  }

  /**
   * Finds a key by its id, by the id's fragment with its #, or by the ids of 2023: the DID, # and
   * the key's multibase text without its z.
   */
  public Optional<Key> key(String kid) {
    int hash = kid.indexOf('#');
    if (hash < 0 || hash > 0 && !did.equals(kid.substring(0, hash))) {
      return Optional.empty();
    }
    String fragment = kid.substring(hash + 1);
    return keys.stream()
        .filter(key -> key.id().endsWith("#" + fragment) || multibase(key).equals("z" + fragment))
        .findFirst();
  }

  /** The first key for key agreement. */
  public Key agreementKey() {
    return agreementKeys().get(0);
  }

  /** All keys for key agreement, in the DID's order; at least one. */
  public List<Key> agreementKeys() {
    return keys.stream().filter(key -> key.curve() == Curve.X25519).toList();
  }

  /** The first of its services that messages can be sent to: over http or https, or to a DID. */
  public Optional<Service> endpoint() {
    return services.stream()
        .filter(service -> ENDPOINT.matcher(service.uri()).lookingAt())
        .findFirst();
  }

  private static Key key(String did, int number, Curve curve, String multibase) {
    byte[] raw = Multikey.decode(curve, multibase);
    return new Key(did + "#key-" + number, curve, Base64Url.encode(raw));
  }

  private static String multibase(Key key) {
    return Multikey.encode(key.curve(), Base64Url.decode("public key", key.publicKey()));
  }
}
