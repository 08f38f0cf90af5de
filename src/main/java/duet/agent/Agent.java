package duet.agent;

import duet.didcomm.Invitation;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One agent that answered. Each call takes at most 15 s, and throws {@link AgentException} when the
 * agent doesn't do what was asked. Safe to share between threads.
 *
 * <pre>{@code
 * try (var inviter = Agent.open(AgentAddress.of("inviter", "http://localhost:8080", key))) {
 *   Connection invitation = inviter.invite("Connect with Bob");
 *   System.out.println(invitation.invitationUrl());
 * }
 * }</pre>
 */
public final class Agent implements AutoCloseable {

  /** How long one call may take. */
  public static final Duration LIMIT = Duration.ofSeconds(15);

  private final AgentAddress address;
  private final String version;
  private final AgentClient calls;
  private final WebhookSubscription webhook;
  private final Credentials credentials;
  private final Proofs proofs;
  private final Dids dids;

  private Agent(AgentAddress address, String version) {
    this.address = address;
    this.version = version;
    var http = JettyHttpClient.shared();
    var rest = new RestClient(address, http, LIMIT);
    this.calls = new AgentClient(rest);
    this.webhook = new WebhookSubscription(address, calls, http);
    this.credentials = new Credentials(new CredentialsClient(rest), webhook);
    this.proofs = new Proofs(new ProofsClient(rest), webhook);
    this.dids = new Dids(new DidsClient(rest));
  }

  /**
   * Opens the agent at this address, after a preflight.
   *
   * @throws AgentException if it can't be used
   */
  public static Agent open(AgentAddress address) {
    return open(
        Preflight.check(
            Objects.requireNonNull(
                address,
                "the agent's address is missing (null): AgentAddress.of(name, url) makes one")));
  }

  /**
   * Opens an agent after its preflight, at the base URL that answered.
   *
   * @throws AgentException the preflight's failure, if it has one
   */
  public static Agent open(PreflightResult result) {
    if (!result.reachable()) {
      throw result.failure().get().thrownHere();
    }
    return new Agent(result.answered(), result.version());
  }

  /** Its name in messages, usually {@code inviter} or {@code invitee}. */
  public String name() {
    return address.name();
  }

  /** The base URL that answered. */
  public URI url() {
    return address.url();
  }

  /** The version that the agent reports; empty if it reports none. */
  public String version() {
    return version;
  }

  /** What it issues and holds. */
  public Credentials credentials() {
    return credentials;
  }

  /** What it asks others to prove, and proves. */
  public Proofs proofs() {
    return proofs;
  }

  /** Its own DIDs for credentials; those for messages are made with each connection. */
  public Dids dids() {
    return dids;
  }

  /**
   * Makes an invitation.
   *
   * @param label the inviter's name for the connection, at most 255 characters
   * @return the inviter's side, in state {@link ConnectionState#INVITATION_GENERATED}
   */
  public Connection invite(String label) {
    return invite(label, null, null);
  }

  /**
   * Makes an invitation with a goal; each text has at most 255 characters, or is null to be left
   * out.
   */
  public Connection invite(String label, String goalCode, String goal) {
    var made = RestClient.await(calls.create(label, goalCode, goal));
    webhook.open(made.invitation().from());
    return made;
  }

  /**
   * Accepts an invitation; the agent sends its request later.
   *
   * @return the invitee's side, in state {@link ConnectionState#CONNECTION_REQUEST_PENDING}
   */
  public Connection accept(Invitation invitation) {
    Objects.requireNonNull(invitation, "the invitation is missing (null)");
    var accepted = RestClient.await(calls.accept(invitation.encoded()));
    accepted.myDid().ifPresentOrElse(webhook::open, webhook::open);
    return accepted;
  }

  public Connection connection(String id) {
    return RestClient.await(connectionAsync(id));
  }

  /** Like {@link #connection}, without waiting; a failure is an {@link AgentException}. */
  public CompletableFuture<Connection> connectionAsync(String id) {
    requireId(id);
    return calls.get(id);
  }

  /**
   * Reports a connection's changes, if the agent can reach us; {@link #remark} says why if it
   * can't. Events can be late, duplicated or out of order. All subscribers share one webhook at the
   * agent, from the first use until {@link #close}.
   *
   * @param consumer called on a thread of the listener
   */
  public void subscribe(String id, Consumer<Connection> consumer) {
    webhook.subscribe(Connection.class, id, consumer);
  }

  /** Ends what {@link #subscribe} began. */
  public void unsubscribe(String id, Consumer<Connection> consumer) {
    webhook.unsubscribe(Connection.class, id, consumer);
  }

  /**
   * Reports the changes of every record of the wallet, as {@link #subscribe(String, Consumer)} does
   * of one: of connections, credentials and proofs.
   */
  public void subscribeAll(Consumer<? super AgentRecord> consumer) {
    webhook.subscribe(consumer);
  }

  /** Ends what {@link #subscribeAll} began. */
  public void unsubscribeAll(Consumer<? super AgentRecord> consumer) {
    webhook.unsubscribe(consumer);
  }

  /** Whether an event of the agent has reached us. */
  public boolean receivesEvents() {
    return webhook.receivesEvents();
  }

  /**
   * A change was seen of which no event told. If none arrives in the next seconds either, none will
   * ever: the webhook is removed, and {@link #remark} says so.
   */
  public void eventMissed() {
    webhook.missed();
  }

  /** Why the agent doesn't send us its events, if that is worth reporting. */
  public Optional<String> remark() {
    return webhook.remark();
  }

  /** All connections of the wallet that the key opens, usually oldest first. */
  public List<Connection> connections() {
    return connections(Integer.MAX_VALUE);
  }

  /** At most {@code most} connections of the wallet, also from agents that ignore paging. */
  public List<Connection> connections(int most) {
    var found = new ArrayList<Connection>();
    Pages.forEach(most, calls::list, found::add);
    return found.stream().limit(most).toList();
  }

  /** Passes on each connection of the wallet; a large one is never held as a whole. */
  public void forEachConnection(Consumer<Connection> consumer) {
    Pages.forEach(Integer.MAX_VALUE, calls::list, consumer);
  }

  /** Whether the wallet that the key opens has no connections at all. */
  public CompletableFuture<Boolean> isEmptyAsync() {
    return calls.list(0, 1).thenApply(List::isEmpty);
  }

  /** Deletes a connection; agents refuse to delete an established one. */
  public void delete(String id) {
    requireId(id);
    RestClient.await(calls.delete(id));
  }

  /** A command that deletes a connection, naming the variables that hold the keys. */
  public String deletion(String id) {
    return address.curl(URI.create(url() + "/connections/" + id)) + " -X DELETE";
  }

  /** Removes the webhook; the agent itself keeps running. */
  @Override
  public void close() {
    webhook.close();
  }

  @Override
  public String toString() {
    return name() + " at " + url();
  }

  private static void requireId(String id) {
    if (Objects.requireNonNull(id, "the connection's id is missing (null)").isBlank()) {
      throw new IllegalArgumentException("the connection's id is empty (Connection.id() has it)");
    }
  }
}
