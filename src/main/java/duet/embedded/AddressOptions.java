package duet.embedded;

import duet.embedded.http.ListenAddress;
import java.net.URI;
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

  final ListenAddress address() {
    return new ListenAddress(
        host, port, didcommHost, didcommPort, restUrl, didcommUrl, loopbackOnly);
  }

  @SuppressWarnings("unchecked") // B is the subclass
  private B self() {
    return (B) this;
  }
}
