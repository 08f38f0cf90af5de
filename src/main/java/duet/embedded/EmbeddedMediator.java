package duet.embedded;

import duet.didcomm.Invitation;
import duet.embedded.http.ListenAddress;
import duet.embedded.http.ServerLimits;
import duet.embedded.mediator.MediatorServer;
import duet.embedded.outgoing.MessageTrace;
import duet.embedded.protocol.MediatorQuotas;
import duet.text.HttpUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A running mediator: it takes messages for wallets, which have no address of their own, until they
 * ask for them. It speaks what Identus wallets do: Coordinate Mediation 2.0, Message Pickup 3.0 and
 * Routing 2.0 over HTTP. It keeps everything in memory unless it is given a directory, and ends
 * with {@link #close}.
 *
 * <pre>{@code
 * try (var mediator = EmbeddedMediator.builder().start()) {
 *   System.out.println(mediator.link());
 * }
 * }</pre>
 */
public final class EmbeddedMediator implements AutoCloseable {

  private final MediatorServer server;

  private EmbeddedMediator(MediatorServer server) {
    this.server = server;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Where wallets and agents reach it, as its DID says. */
  public URI url() {
    return server.url();
  }

  public String did() {
    return server.did();
  }

  /** Asks a wallet to use this mediator: out-of-band, with the goal code request-mediate. */
  public Invitation invitation() {
    return server.invitation();
  }

  /** The invitation as a link. */
  public URI link() {
    return server.link();
  }

  /** Where this machine reaches it, whatever its DID says, such as {@code 127.0.0.1:8086}. */
  public String listening() {
    return server.listening();
  }

  /** Whether only this machine can reach it. */
  public boolean loopback() {
    return server.loopback();
  }

  @Override
  public String toString() {
    return "embedded mediator at " + url();
  }

  /** Stops listening. Messages that wait are lost unless they are kept in a directory. */
  @Override
  public void close() {
    server.close();
  }

  /**
   * Defaults: everything in memory; loopback and a free port; messages that wait for seven days at
   * most; {@link MediatorQuotas#DEFAULT}; no tracing; {@link ServerLimits#DEFAULT}; the machine's
   * clock.
   */
  public static final class Builder {

    private String host = "127.0.0.1";
    private int port;
    private Optional<URI> publicUrl = Optional.empty();
    private Optional<Path> data = Optional.empty();
    private Duration retention = Duration.ofDays(7);
    private MediatorQuotas quotas = MediatorQuotas.DEFAULT;
    private Consumer<MessageTrace> tracing = trace -> {};
    private ServerLimits limits = ServerLimits.DEFAULT;
    private Clock clock = Clock.systemUTC();

    private Builder() {}

    /** Where it listens: a name or address of this machine. Anybody who reaches it can use it. */
    public Builder host(String host) {
      this.host = host;
      return this;
    }

    /** 0 for a free one, which a mediator with a directory uses again the next time. */
    public Builder port(int port) {
      this.port = port;
      return this;
    }

    /**
     * Where others reach it, if not where it listens; it is written into the mediator's DID.
     *
     * @throws IllegalArgumentException if it isn't an http or https URL
     */
    public Builder publicUrl(URI publicUrl) {
      this.publicUrl = Optional.of(HttpUrl.check(publicUrl));
      return this;
    }

    /**
     * Where its keys, accounts and messages are kept, one directory for each mediator. One that is
     * started there again, even after it was killed, has the same DID, and its wallets go on.
     */
    public Builder data(Path data) {
      this.data = Optional.of(data);
      return this;
    }

    /** How long a message waits, and is remembered once it was acknowledged. */
    public Builder retention(Duration retention) {
      this.retention = retention;
      return this;
    }

    public Builder quotas(MediatorQuotas quotas) {
      this.quotas = quotas;
      return this;
    }

    /**
     * Reveals what the mediator can read: the plaintexts that are for it or from it. What it
     * forwards stays encrypted.
     *
     * @param tracing called on threads of the mediator, which wait for it, so that it can't close
     *     the mediator; what it throws is ignored
     */
    public Builder tracing(Consumer<MessageTrace> tracing) {
      this.tracing = MessageTrace.ignoringFailures(tracing);
      return this;
    }

    public Builder limits(ServerLimits limits) {
      this.limits = limits;
      return this;
    }

    public Builder clock(Clock clock) {
      this.clock = clock;
      return this;
    }

    /**
     * Starts the mediator.
     *
     * @throws UncheckedIOException if the port can't be bound, or the directory can't be used:
     *     another process uses it, it is an agent's, its wallets know another URL than this one, or
     *     its file is damaged, which is left as it was; nothing listens then
     */
    public EmbeddedMediator start() {
      var address =
          new ListenAddress(
              host, port, Optional.empty(), Optional.empty(), publicUrl, publicUrl, false);
      var options =
          new MediatorServer.Options(
              address, limits, quotas, retention, data, tracing, ServerVersion.text());
      try {
        return new EmbeddedMediator(MediatorServer.start(options, clock, new SecureRandom()));
      } catch (IOException e) {
        throw new UncheckedIOException(e.getMessage(), e);
      }
    }
  }
}
