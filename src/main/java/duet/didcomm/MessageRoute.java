package duet.didcomm;

import duet.didcomm.PeerDid.Service;
import duet.text.HttpUrl;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The way of a message to a peer: straight to its address, or through mediators, each of which
 * opens one layer (DIDComm Messaging, "Sender Process to Enable Forwarding").
 *
 * @param recipient the peer's DID
 * @param address where the outermost layer is posted
 * @param hops whoever opens a layer on the way, outermost first; at most {@link #MAX_HOPS}
 */
public record MessageRoute(String recipient, URI address, List<Hop> hops) {

  /** Of mediators and routing keys; the specification has no limit. */
  public static final int MAX_HOPS = 3;

  /**
   * A mediator, or one of its keys.
   *
   * @param id the DID, or the key id
   * @param keys those that can open its layer
   */
  public record Hop(String id, List<PeerDid.Key> keys) {
    public Hop {
      keys = List.copyOf(keys);
    }

    /** The DID that the layer is addressed to. */
    public String did() {
      return KeyId.did(id);
    }
  }

  public MessageRoute {
    hops = List.copyOf(hops);
  }

  /**
   * The first service of a DID that is an http or https URL or another DID, and can be used.
   *
   * @throws MalformedException if there is none; the message says why the first can't be used
   */
  public static MessageRoute to(PeerDid peer) {
    return resolve("peer", peer, 0);
  }

  /** Like {@link #to}, for a message that is for a mediator itself. */
  public static MessageRoute toMediator(PeerDid mediator) {
    return resolve("mediator", mediator, 0);
  }

  /** The DID of the mediator that the outermost layer is for; empty if the peer is met directly. */
  public Optional<String> mediator() {
    return hops.stream().findFirst().map(Hop::did);
  }

  /**
   * The layers around an envelope for the recipient, encrypted anew by each call: a mediator may
   * take a layer that it saw before for a replay.
   */
  public String wrap(String envelope) {
    String next = recipient;
    String wrapped = envelope;
    for (int i = hops.size() - 1; i >= 0; i--) {
      Hop hop = hops.get(i);
      Message forward = new Forward(next, wrapped).toMessage(hop.did());
      wrapped = Envelope.anoncrypt(forward.toJson(), hop.keys());
      next = hop.id();
    }
    return wrapped;
  }

  private static MessageRoute resolve(String owner, PeerDid peer, int depth) {
    List<Service> services = peer.services().stream().filter(MessageRoute::isEndpoint).toList();
    if (services.isEmpty()) {
      throw unusable(owner, "has no http or https service" + others(peer));
    }
    MalformedException first = null;
    for (Service service : services) {
      try {
        return through(owner, peer, service, depth);
      } catch (MalformedException e) {
        first = first == null ? e : first;
      }
    }
    throw first;
  }

  private static MessageRoute through(String owner, PeerDid peer, Service service, int depth) {
    List<Hop> keys = service.routingKeys().stream().map(MessageRoute::hop).toList();
    if (!isDid(service)) {
      return route(peer, address(owner, service), keys.stream());
    }
    if (depth >= MAX_HOPS) {
      throw tooLong();
    }
    PeerDid mediator = mediator(service.uri());
    MessageRoute outer = resolve("mediator", mediator, depth + 1);
    Stream<Hop> inner = Stream.concat(Stream.of(hop(mediator, mediator.did())), keys.stream());
    return route(peer, outer.address(), Stream.concat(outer.hops().stream(), inner));
  }

  private static MessageRoute route(PeerDid peer, URI address, Stream<Hop> hops) {
    List<Hop> all = hops.toList();
    if (all.size() > MAX_HOPS) {
      throw tooLong();
    }
    return new MessageRoute(peer.did(), address, all);
  }

  private static boolean isEndpoint(Service service) {
    return isDid(service) || service.uri().matches("(?is)https?:.*");
  }

  private static boolean isDid(Service service) {
    return service.uri().toLowerCase(Locale.ROOT).startsWith("did:");
  }

  private static URI address(String owner, Service service) {
    try {
      URI uri = new URI(service.uri());
      if (HttpUrl.isValid(uri)) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // refused below
    }
    throw unusable(owner, "has an invalid address: " + Excerpt.of(service.uri()));
  }

  private static PeerDid mediator(String uri) {
    try {
      return PeerDid.parse("mediator's DID", KeyId.did(uri));
    } catch (MalformedException e) {
      throw unusable("mediator", "can't be read: " + e.getMessage());
    }
  }

  /** A routing key: a key id or DID of did:peer:2, or a did:key. */
  private static Hop hop(String id) {
    try {
      return KeyId.did(id).startsWith("did:key:")
          ? new Hop(id, List.of(didKey(KeyId.did(id))))
          : hop(PeerDid.parse("routing key", KeyId.did(id)), id);
    } catch (MalformedException e) {
      throw new MalformedException(
          "did:peer:2 service", "The peer's routing key can't be used: " + e.getMessage(), e);
    }
  }

  private static Hop hop(PeerDid mediator, String id) {
    List<PeerDid.Key> keys =
        mediator.agreementKeys().stream()
            .filter(key -> id.indexOf('#') < 0 || mediator.key(id).equals(Optional.of(key)))
            .toList();
    if (keys.isEmpty()) {
      throw MalformedException.invalid(
          "routing key", "an X25519 key of its DID", Excerpt.of(id.substring(id.indexOf('#'))));
    }
    return new Hop(id, keys);
  }

  private static PeerDid.Key didKey(String did) {
    String multibase = did.substring("did:key:".length());
    byte[] raw = Multikey.decode(PeerDid.Curve.X25519, multibase);
    return new PeerDid.Key(did + "#" + multibase, PeerDid.Curve.X25519, Base64Url.encode(raw));
  }

  private static String others(PeerDid peer) {
    List<String> uris = new ArrayList<>();
    peer.services().forEach(service -> uris.add(Excerpt.of(service.uri())));
    return uris.isEmpty()
        ? " and no mediator"
        : uris.stream().limit(MAX_HOPS).collect(Collectors.joining(", ", ", only ", ""));
  }

  private static MalformedException tooLong() {
    return new MalformedException(
        "did:peer:2 service",
        "The peer is reached through more than " + MAX_HOPS + " mediators and routing keys");
  }

  private static MalformedException unusable(String owner, String what) {
    return new MalformedException("did:peer:2 service", "The " + owner + "'s DID " + what);
  }
}
