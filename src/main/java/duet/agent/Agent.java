package duet.agent;

import duet.didcomm.Invitation;
import duet.http.Causes;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

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

  private static final int PAGE = 100;

  private final AgentAddress address;
  private final String version;
  private final AgentClient calls;
  private final WebhookSubscription webhook;

  private Agent(AgentAddress address, String version) {
    this.address = address;
    this.version = version;
    var http = JettyHttpClient.shared();
    this.calls = new AgentClient(address, http, LIMIT);
    this.webhook = new WebhookSubscription(address, calls, http);
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
    var made = answer(() -> calls.create(label, goalCode, goal));
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
    var accepted = answer(() -> calls.accept(invitation.encoded()));
    accepted.myDid().ifPresentOrElse(webhook::open, webhook::open);
    return accepted;
  }

  public Connection connection(String id) {
    return answer(() -> connectionAsync(id));
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
    webhook.subscribe(id, consumer);
  }

  /** Ends what {@link #subscribe} began. */
  public void unsubscribe(String id, Consumer<Connection> consumer) {
    webhook.unsubscribe(id, consumer);
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
    pages(most, found::add);
    return found.stream().limit(most).toList();
  }

  /** Passes on each connection of the wallet; a large one is never held as a whole. */
  public void forEachConnection(Consumer<Connection> consumer) {
    pages(Integer.MAX_VALUE, consumer);
  }

  private void pages(int most, Consumer<Connection> consumer) {
    var seen = new HashSet<String>();
    boolean more = true;
    while (more && seen.size() < most) {
      int before = seen.size();
      int asked = Math.min(PAGE, most - before);
      List<Connection> page = answer(() -> calls.list(before, asked));
      page.stream().filter(connection -> seen.add(connection.id())).forEach(consumer);
      more = page.size() == asked && seen.size() > before;
    }
  }

  /** Whether the wallet that the key opens has no connections at all. */
  public CompletableFuture<Boolean> isEmptyAsync() {
    return calls.list(0, 1).thenApply(List::isEmpty);
  }

  /** Deletes a connection; agents refuse to delete an established one. */
  public void delete(String id) {
    requireId(id);
    answer(() -> calls.delete(id));
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

  private static <T> T answer(Supplier<CompletableFuture<T>> call) {
    try {
      return call.get().join();
    } catch (CompletionException e) {
      throw Causes.unwrap(e) instanceof AgentException failure ? failure : e;
    }
  }
}
