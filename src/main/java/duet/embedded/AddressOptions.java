package duet.embedded;

import duet.embedded.http.ListenAddress;
import duet.embedded.mediated.MediatorDid;
import duet.embedded.mediated.PickupIntervals;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where an embedded agent listens, and how others reach it.
 *
 * @param <B> the builder that has these options
 */
abstract class AddressOptions<B> {

  private String host = "127.0.0.1";
  private int port;
  private Optional<String> didcommHost = Optional.empty();
  private Optional<Integer> didcommPort = Optional.empty();
  private Optional<URI> restUrl = Optional.empty();
  private Optional<URI> didcommUrl = Optional.empty();
  private boolean loopbackOnly;
  private Optional<String> mediator = Optional.empty();
  private PickupIntervals pickup = PickupIntervals.DEFAULT;
  private boolean loopbackPeers;

  /** Where it listens: a name or address of this machine. Any but loopback needs a key. */
  public B host(String host) {
    this.host = host;
    return self();
  }

  /**
   * The port of REST and DIDComm; 0 for a free one, which an agent with a directory uses again the
   * next time.
   */
  public B port(int port) {
    this.port = port;
    return self();
  }

  /** A port for DIDComm alone, which is then the one in the agent's DIDs; 0 for a free one. */
  public B didcommPort(int didcommPort) {
    this.didcommPort = Optional.of(didcommPort);
    return self();
  }

  /**
   * Where DIDComm alone listens, on a port of its own: a name or address of this machine. It needs
   * no key. An agent with a directory keeps it, with {@link #didcommUrl}.
   */
  public B didcommHost(String didcommHost) {
    this.didcommHost = Optional.of(didcommHost);
    return self();
  }

  /** Doesn't listen at a DIDComm host that is kept in its directory, which stays kept. */
  public B loopbackOnly() {
    loopbackOnly = true;
    return self();
  }

  /** Where clients reach REST, if not where it listens. */
  public B restUrl(URI restUrl) {
    this.restUrl = Optional.of(restUrl);
    return self();
  }

  /** Where peers reach DIDComm, if not where it listens; it is written into the agent's DIDs. */
  public B didcommUrl(URI didcommUrl) {
    this.didcommUrl = Optional.of(didcommUrl);
    return self();
  }

  /**
   * Puts the agent behind a mediator, which its DIDs then name: peers need no way to the agent
   * itself. An agent with a directory stays behind it.
   *
   * @param mediator its DID, its invitation, or its URL, under which {@code /did} gives the DID
   * @throws IllegalArgumentException if it is none of these
   */
  public B mediator(String mediator) {
    this.mediator = Optional.of(MediatorDid.check(mediator));
    return self();
  }

  /**
   * How often messages are picked up from the mediator.
   *
   * @param waiting while somebody waits for one, 500 ms unless it is set
   * @param idle otherwise, and while the mediator doesn't answer, 5 s unless it is set
   * @throws IllegalArgumentException if they are shorter than 10 ms, or the second than the first
   */
  public B pickup(Duration waiting, Duration idle) {
    pickup = new PickupIntervals(waiting, idle);
    return self();
  }

  /**
   * Lets an agent that the network reaches call loopback and link-local addresses that others name:
   * its peers' DIDs, credentials with status lists, and offers with schemas. Without it a stranger
   * can't make it send requests to services of its own machine.
   */
  public B loopbackPeers() {
    loopbackPeers = true;
    return self();
  }

  final Optional<String> mediator() {
    return mediator;
  }

  final PickupIntervals pickup() {
    return pickup;
  }

  final boolean loopbackPeersCalled() {
    return loopbackPeers;
  }

  final ListenAddress address() {
    return new ListenAddress(
        host, port, didcommHost, didcommPort, restUrl, didcommUrl, loopbackOnly);
  }

  @SuppressWarnings("unchecked") // B is the subclass
  final B self() {
    return (B) this;
  }
}
