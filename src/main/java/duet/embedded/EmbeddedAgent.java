package duet.embedded;

import duet.embedded.fault.Fault;
import duet.embedded.http.ServerLimits;
import duet.embedded.mediated.MediatorException;
import duet.embedded.outgoing.MessageTrace;
import duet.embedded.server.AccessPolicy;
import duet.embedded.server.AgentServer;
import duet.embedded.server.WebhookTarget;
import duet.embedded.store.AgentStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A running agent with its own keys, store and ports. It keeps everything in memory unless it is
 * given a directory, and ends with {@link #close}.
 *
 * <pre>{@code
 * try (var agent = EmbeddedAgent.builder().apiKey("secret").start()) {
 *   System.out.println(agent.url());
 * }
 * }</pre>
 */
public final class EmbeddedAgent implements AutoCloseable {

  /** How old an invitation may be when its answer arrives, by default. */
  public static final Duration EXPIRY = Duration.ofSeconds(300);

  private final AgentServer server;

  private EmbeddedAgent(AgentServer server) {
    this.server = server;
  }

  public static Builder builder() {
    return new Builder();
  }

  /**
   * The agent that runs in a directory, and is shared; empty if none runs there, or another process
   * has it for itself.
   *
   * @throws java.io.UncheckedIOException if that can't be told
   */
  public static Optional<RunningAgent> running(Path data) {
    return AgentStore.shared(data)
        .flatMap(lock -> lock.rest().map(url -> new RunningAgent(url, lock.process())));
  }

  /** Where its REST API is, at the root and under {@code /cloud-agent}. */
  public URI url() {
    return server.url();
  }

  @Override
  public String toString() {
    return "embedded agent at " + url();
  }

  /** Where peers send messages to it. */
  public URI didcommUrl() {
    return server.didcommUrl();
  }

  /** Where the mediator is that it is behind. */
  public Optional<URI> mediator() {
    return server.mediator();
  }

  /** Where this machine reaches DIDComm, whatever the DIDs say. */
  public URI didcommHere() {
    return server.didcommHere();
  }

  /** Whether only this machine can reach it, and answer its invitations. */
  public boolean loopback() {
    return server.loopback();
  }

  /**
   * Lets {@link #running} find it, until it is closed: other processes of this machine may use it
   * over REST instead of starting an agent in its directory.
   *
   * @throws IllegalStateException if it keeps everything in memory
   */
  public void share() {
    server.share();
  }

  /** Stops listening and sending. Unsent messages are lost unless they are kept in a directory. */
  @Override
  public void close() {
    server.close();
  }

  /**
   * Defaults: name {@code agent}; everything in memory; loopback, a free port for REST and DIDComm
   * together; no key; invitations that expire after {@link #EXPIRY}, 300 s; three attempts to send
   * a message (at once, after 5 s and after another 10 s) and an event (at once, and twice after 5
   * s); no webhook but those that wallets register; no faults; no tracing; {@link
   * ServerLimits#DEFAULT}; the machine's clock. Presentations are verified with dates and holder
   * binding, and without a node.
   */
  public static final class Builder extends VerifierOptions<Builder> {

    private String name = "agent";
    private final List<String> apiKeys = new ArrayList<>();
    private AccessPolicy.Mode withKeys = AccessPolicy.Mode.KEYS;
    private String salt = "";
    private Duration expiry = EXPIRY;
    private List<Duration> retryPauses =
        List.of(Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(10));
    private Optional<WebhookTarget> webhook = Optional.empty();
    private List<Duration> webhookPauses =
        List.of(Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(5));
    private final List<Fault> faults = new ArrayList<>();
    private ServerLimits limits = ServerLimits.DEFAULT;
    private Optional<Consumer<MessageTrace>> tracing = Optional.empty();
    private Optional<Path> data = Optional.empty();
    private Clock clock = Clock.systemUTC();

    private Builder() {}

    /** Part of its threads' names. */
    public Builder name(String name) {
      this.name = name;
      return this;
    }

    /**
     * Where everything is kept, one directory for each agent. An agent that is started there again,
     * even after it was killed, continues what it had under way.
     */
    public Builder data(Path data) {
      this.data = Optional.of(data);
      return this;
    }

    /**
     * An API key that REST requires. The first opens the default wallet, each other one a wallet of
     * its own; wallets see nothing of each other.
     */
    public Builder apiKey(String apiKey) {
      apiKeys.add(apiKey);
      return this;
    }

    /** Accepts unknown keys, each for a new wallet of its own. */
    public Builder newWallets() {
      withKeys = AccessPolicy.Mode.PROVISION;
      return this;
    }

    /** Accepts any key, for the default wallet. */
    public Builder anyKey() {
      withKeys = AccessPolicy.Mode.ANY;
      return this;
    }

    /** Changes the ids of the wallets that belong to keys. */
    public Builder salt(String salt) {
      this.salt = salt;
      return this;
    }

    /** How old an invitation may be when its request arrives. */
    public Builder expiry(Duration expiry) {
      this.expiry = expiry;
      return this;
    }

    /** The pause before each attempt to send a message, so their number is that of the attempts. */
    public Builder retryPauses(Duration... retryPauses) {
      this.retryPauses = pauses(retryPauses);
      return this;
    }

    /**
     * A URL that gets the events of all wallets.
     *
     * @param headers sent with each
     */
    public Builder webhook(URI url, Map<String, String> headers) {
      webhook = Optional.of(new WebhookTarget(url, headers));
      return this;
    }

    /** The pause before each attempt to send an event, so their number is that of the attempts. */
    public Builder webhookPauses(Duration... webhookPauses) {
      this.webhookPauses = pauses(webhookPauses);
      return this;
    }

    /**
     * A fault on request, such as {@code drop-response:1}.
     *
     * @throws IllegalArgumentException for an unknown fault; the message lists all
     */
    public Builder fault(String fault) {
      faults.add(Fault.parse(fault));
      return this;
    }

    /**
     * Shows each message before and after encryption.
     *
     * @param tracing called on threads of the agent, which wait for it, so that it can't close the
     *     agent; what it throws is ignored
     */
    public Builder tracing(Consumer<MessageTrace> tracing) {
      this.tracing = Optional.of(MessageTrace.ignoringFailures(tracing));
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
     * Starts the agent.
     *
     * @throws UncheckedIOException if a port can't be bound, or the directory can't be used:
     *     another agent uses it, or its file is damaged, which is left as it was; nothing listens
     *     then
     * @throws MediatorUnavailableException if its mediator can't be used
     * @throws UnprotectedAgentException if it would be reachable from other machines without a key
     */
    public EmbeddedAgent start() {
      var address = address();
      var access = access();
      if (!address.restOnLoopback() && access.open()) {
        throw new UnprotectedAgentException(address.host());
      }
      var options =
          new AgentServer.Options(
              name,
              address,
              access,
              expiry,
              retryPauses,
              webhook,
              webhookPauses,
              List.copyOf(faults),
              limits,
              tracing,
              data,
              mediator(),
              pickup(),
              loopbackPeersCalled(),
              verifier(),
              ServerVersion.text());
      try {
        return new EmbeddedAgent(AgentServer.start(options, clock, new SecureRandom()));
      } catch (MediatorException e) {
        throw new MediatorUnavailableException(e);
      } catch (IOException e) {
        throw new UncheckedIOException(e.getMessage(), e);
      }
    }

    private AccessPolicy access() {
      boolean open = apiKeys.isEmpty() && withKeys == AccessPolicy.Mode.KEYS;
      return new AccessPolicy(open ? AccessPolicy.Mode.OPEN : withKeys, apiKeys, salt);
    }

    private static List<Duration> pauses(Duration... pauses) {
      if (pauses.length == 0) {
        throw new IllegalArgumentException("no attempts (must be at least one pause)");
      }
      return List.of(pauses);
    }
  }
}
