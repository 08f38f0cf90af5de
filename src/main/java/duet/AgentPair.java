package duet;

import duet.agent.Agent;
import duet.agent.AgentAddress;
import duet.agent.Connection;
import duet.agent.CredentialOffer;
import duet.agent.PreflightResult;
import duet.agent.ProofRequest;
import duet.exchange.RunningExchange;
import duet.exchange.Side;
import duet.handshake.Handshake;
import duet.handshake.Pair;
import duet.issuance.CredentialPair;
import duet.issuance.Issuance;
import duet.presentation.Presentation;
import duet.presentation.ProofPair;
import duet.settings.Settings;
import duet.settings.SettingsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * An inviter and an invitee, ready to use. Closing it ends what opening it started.
 *
 * <pre>{@code
 * try (AgentPair agents = AgentPair.embedded()) {
 *   Pair pair = agents.connect("Connect with Bob");
 *   System.out.println(pair.didsMatch());
 *   CredentialPair credential = agents.issue(pair, Map.of("name", "Bob"));
 *   ProofPair proof = agents.present(pair, credential);
 * }
 * }</pre>
 */
public final class AgentPair implements AutoCloseable {

  private final OpenedAgents opened;
  private final List<Consumer<? super RunningExchange<?>>> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  private AgentPair(OpenedAgents opened) {
    this.opened = opened;
  }

  /** Those of {@link #open(Settings)}, by {@link Settings#load()}. */
  public static AgentPair open() {
    return open(Settings.load());
  }

  /**
   * The agents of the settings. If they name none, those that {@code duet live} runs in the
   * settings' directory, or else embedded ones of this process.
   *
   * @throws SettingsException if they name only one
   * @throws duet.agent.AgentException if one can't be used
   */
  public static AgentPair open(Settings settings) {
    Objects.requireNonNull(settings, "the settings are missing (null): Settings.load() reads them");
    return open(
        AgentSelection.of(AgentSource.AUTO, settings).orShared(AgentSelection.directory(settings)));
  }

  /**
   * The agents of the settings.
   *
   * @throws SettingsException if they don't name two
   * @throws duet.agent.AgentException if one can't be used
   */
  public static AgentPair ofSettings(Settings settings) {
    Objects.requireNonNull(settings, "the settings are missing (null): Settings.load() reads them");
    return open(AgentSelection.of(AgentSource.SETTINGS, settings));
  }

  /**
   * Opens two agents after a preflight of both.
   *
   * @throws duet.agent.AgentException if one can't be used
   */
  public static AgentPair open(AgentAddress inviter, AgentAddress invitee) {
    Objects.requireNonNull(inviter, "the inviter's address is missing (null)");
    Objects.requireNonNull(invitee, "the invitee's address is missing (null)");
    return open(AgentSelection.of(inviter, invitee));
  }

  /**
   * Opens the two agents of a selection.
   *
   * @throws IllegalArgumentException if it has one only
   * @throws duet.agent.AgentException if one can't be used
   */
  public static AgentPair open(AgentSelection selection) {
    Objects.requireNonNull(selection, "the selection of agents is missing (null)");
    if (selection.addresses().size() != 2) {
      throw new IllegalArgumentException("a pair needs two agents, not " + selection.addresses());
    }
    return new AgentPair(selection.open());
  }

  /** Two agents in this process, on free loopback ports, that keep everything in memory. */
  public static AgentPair embedded() {
    return open(AgentSelection.embedded());
  }

  /**
   * Two agents in this process that keep everything, with their ports, under a directory, so that
   * the next pair that is opened there is the same agents.
   *
   * @throws java.io.UncheckedIOException if somebody else uses the directory, a port is taken
   *     meanwhile, or a file is damaged
   */
  public static AgentPair embedded(Path data) {
    Objects.requireNonNull(
        data, "the directory is missing (null): AgentPair.embedded() keeps all in memory");
    return open(AgentSelection.embedded().keptIn(data));
  }

  public Agent inviter() {
    return opened.agent(Side.INVITER);
  }

  public Agent invitee() {
    return opened.agent(Side.INVITEE);
  }

  /** Both agents, and whether they end with this process. */
  @Override
  public String toString() {
    var kind = isEmbedded() ? "embedded" : sharedBy().isPresent() ? "shared" : "opened";
    return "%s and %s (%s%s)".formatted(inviter(), invitee(), kind, closed ? ", closed" : "");
  }

  /** Whether the agents run in this process, and end with it. */
  public boolean isEmbedded() {
    return opened.isEmbedded();
  }

  /** The id of the other process that runs them and shares them, as {@code duet live} does. */
  public Optional<Long> sharedBy() {
    return opened.sharedBy();
  }

  /** What the preflight found, inviter first. */
  public List<PreflightResult> preflightResults() {
    return opened.preflightResults();
  }

  /**
   * Invites, accepts and waits, with the default timeout: the long form, chained.
   *
   * @param label what the inviter calls the connection
   * @see Handshake#await()
   */
  public Pair connect(String label) {
    requireOpen("connect");
    return accept(inviter().invite(label)).await();
  }

  /**
   * Has the invitee accept what the inviter made, and watches both.
   *
   * @see Handshake#accept(Agent, Connection, Agent)
   */
  public Handshake accept(Connection invitation) {
    requireOpen("accept an invitation");
    return begun(Handshake.accept(inviter(), invitation, invitee()));
  }

  /**
   * Has the inviter issue a credential to the invitee and waits, with the default timeout: the long
   * form, chained.
   *
   * @param connected what {@link #connect} returned
   * @see Issuance#await()
   */
  public CredentialPair issue(Pair connected, Map<String, ?> claims) {
    requireOpen("issue a credential");
    return offer(connected, CredentialOffer.of(claims)).await();
  }

  /**
   * Has the inviter offer a credential to the invitee, and watches both.
   *
   * @param connected what {@link #connect} returned
   * @see Issuance#offer(Agent, Connection, Agent, CredentialOffer)
   */
  public Issuance offer(Pair connected, CredentialOffer offer) {
    requireOpen("offer a credential");
    return begun(Issuance.offer(inviter(), connection(connected), invitee(), offer));
  }

  /**
   * Has the invitee prove to the inviter that it holds a credential, and waits, with the default
   * timeout: the long form, chained.
   *
   * @param connected what {@link #connect} returned
   * @see Presentation#await()
   */
  public ProofPair present(Pair connected, CredentialPair credential) {
    requireOpen("present a credential");
    Objects.requireNonNull(credential, "the credential is missing (null)");
    return request(connected, ProofRequest.create(), List.of(credential.credentialId())).await();
  }

  /**
   * Has the inviter ask the invitee for a proof, and watches both.
   *
   * @param connected what {@link #connect} returned
   * @param credentialIds the invitee's records of what it presents
   * @see Presentation#request(Agent, Connection, Agent, ProofRequest, List)
   */
  public Presentation request(Pair connected, ProofRequest request, List<String> credentialIds) {
    requireOpen("request a proof");
    return begun(
        Presentation.request(inviter(), connection(connected), invitee(), request, credentialIds));
  }

  /**
   * @param listener told of each handshake that {@link #accept} and {@link #connect} begin, on the
   *     thread that called them
   */
  public void onHandshake(Consumer<Handshake> listener) {
    Objects.requireNonNull(listener, "the listener is missing (null)");
    onExchange(
        exchange -> {
          if (exchange instanceof Handshake handshake) {
            listener.accept(handshake);
          }
        });
  }

  /**
   * @param listener told of each handshake, issuance and presentation that this pair begins, on the
   *     thread that called for it
   */
  public void onExchange(Consumer<? super RunningExchange<?>> listener) {
    listeners.add(Objects.requireNonNull(listener, "the listener is missing (null)"));
  }

  @Override
  public void close() {
    closed = true;
    opened.close();
  }

  private <E extends RunningExchange<?>> E begun(E exchange) {
    listeners.forEach(listener -> listener.accept(exchange));
    return exchange;
  }

  private static Connection connection(Pair connected) {
    Objects.requireNonNull(
        connected, "the connection is missing (null): agents.connect(\"label\") makes one");
    return connected
        .inviter()
        .orElseThrow(
            () -> new IllegalArgumentException("the inviter's side of the connection is unseen"));
  }

  private void requireOpen(String step) {
    if (closed) {
      throw new IllegalStateException(
          "could not %s: this pair of agents was closed; open another with AgentPair.open()"
              .formatted(step));
    }
  }
}
