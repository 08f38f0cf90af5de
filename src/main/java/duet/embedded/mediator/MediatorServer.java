package duet.embedded.mediator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import duet.didcomm.Invitation;
import duet.embedded.http.BodyLimit;
import duet.embedded.http.Connectors;
import duet.embedded.http.ListenAddress;
import duet.embedded.http.PersistentPorts;
import duet.embedded.http.RequestTimeouts;
import duet.embedded.http.ServerLimits;
import duet.embedded.outgoing.MessageTrace;
import duet.embedded.protocol.MediatorQuotas;
import duet.embedded.store.MediatorIdentity;
import duet.embedded.store.MediatorStore;
import duet.embedded.store.PeerKeys;
import duet.embedded.store.StoreException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;

/** A running mediator: its port, its keys and what it stores. */
public final class MediatorServer implements AutoCloseable {

  private static final String REQUEST_MEDIATE = "request-mediate";

  private final Options options;
  private final MediatorStore store;
  private final Server server = Connectors.server("mediator");
  private final RequestTimeouts timeouts;
  private final ListenAddress address;
  private final Connectors connectors;
  private PeerKeys keys;
  private Optional<URI> publicUrl = Optional.empty();

  private MediatorServer(Options options, MediatorStore store) {
    this.options = options;
    this.store = store;
    timeouts = new RequestTimeouts(options.limits().arrival());
    address =
        options.data().isPresent()
            ? new PersistentPorts(store.ports()).in(options.address())
            : options.address();
    connectors = Connectors.of(server, address, options.limits(), timeouts);
  }

  /**
   * Starts to listen, with the keys, accounts and messages that its directory holds.
   *
   * @throws IOException if the port is taken or can't be bound, or the directory can't be used;
   *     nothing listens then
   */
  public static MediatorServer start(Options options, Clock clock, SecureRandom random)
      throws IOException {
    var mediator = new MediatorServer(options, store(options));
    try {
      mediator.start(clock, random);
      return mediator;
    } catch (Exception e) {
      mediator.close();
      throw new IOException(
          PersistentPorts.reason(e, options.address(), mediator.address, options.data()), e);
    }
  }

  /** Where it is reached, as its DID says. */
  public URI url() {
    return URI.create(keys.did().services().get(0).uri());
  }

  public String did() {
    return keys.did().did();
  }

  /** Asks a wallet to use this mediator; the same each time. */
  public Invitation invitation() {
    var id = UUID.nameUUIDFromBytes(did().getBytes(StandardCharsets.UTF_8)).toString();
    return Invitation.create(id, did(), Optional.of(REQUEST_MEDIATE), Optional.empty());
  }

  /** The invitation as a link to this mediator. */
  public URI link() {
    return invitation().link(url().getPath().isEmpty() ? url().resolve("/") : url());
  }

  /** Where this machine reaches it, whatever its DID says. */
  public String listening() {
    return address.didcommHere(connectors.restPort()).getAuthority();
  }

  /** Whether only this machine can connect, directly or by a public URL. */
  public boolean loopback() {
    return address.loopback(publicUrl);
  }

  @Override
  public void close() {
    try {
      LifeCycle.stop(server);
      connectors.close();
    } finally {
      store.close();
    }
  }

  private void start(Clock clock, SecureRandom random) throws Exception {
    // Its port is in its DID, which has to be known before the first request.
    connectors.open();
    var identity = identity(random);
    keys = identity.keys();
    publicUrl = identity.publicUrl();
    var mediator = new Mediator(did(), store, options.quotas(), options.retention(), clock);
    var limited = new BodyLimit(options.limits().body());
    var endpoint = new MediatorEndpoint(mediator, keys, options.tracing());
    limited.setHandler(new MediatorRoutes(endpoint, pages(), timeouts::arrived));
    timeouts.setHandler(limited);
    server.setHandler(timeouts);
    server.start();
    new PersistentPorts(store.ports()).save(connectors, address);
  }

  private MediatorIdentity identity(SecureRandom random) throws IOException {
    var given = options.address().restUrl();
    var identity =
        store.identity(
            () -> new MediatorIdentity(PeerKeys.generate(random, reachedAt(given)), given));
    var before = identity.keys().did().services().get(0).uri();
    var now = reachedAt(given.or(identity::publicUrl));
    if (!before.equals(now.toString())) {
      throw new IOException(
          "The wallets of the mediator in %s reach it at %s, not at %s: give it the same --host, --port or --public-url as before, or use another directory to start over"
              .formatted(options.data().orElseThrow(), before, now));
    }
    return identity;
  }

  private URI reachedAt(Optional<URI> publicUrl) {
    return publicUrl.orElseGet(() -> address.rest(connectors.restPort()));
  }

  private Map<String, MediatorResponse> pages() {
    var health = JsonNodeFactory.instance.objectNode().put("version", options.version());
    return Map.of(
        "did",
        MediatorResponse.text(200, did()),
        "invitation",
        new MediatorResponse(200, MediatorResponse.JSON, invitation().json()),
        "invitationOOB",
        MediatorResponse.text(200, link().toString()),
        "health",
        new MediatorResponse(200, MediatorResponse.JSON, health.toString()),
        "",
        MediatorResponse.text(
            200,
            "A DIDComm mediator. Wallets need its DID, at /did, or its invitation, at /invitation.\n"));
  }

  private static MediatorStore store(Options options) throws IOException {
    try {
      return options.data().map(MediatorStore::open).orElseGet(MediatorStore::inMemory);
    } catch (StoreException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * What a mediator is started with.
   *
   * @param address its {@code restUrl} is where wallets and agents reach it, if not where it
   *     listens
   * @param retention how long a message waits, and is remembered once it was acknowledged
   * @param data the directory that everything is kept in; empty for memory
   * @param tracing called with each message before and after encryption
   * @param version shown by the health check
   */
  public record Options(
      ListenAddress address,
      ServerLimits limits,
      MediatorQuotas quotas,
      Duration retention,
      Optional<Path> data,
      Consumer<MessageTrace> tracing,
      String version) {}
}
