package duet.agent;

import duet.didcomm.Invitation;
import duet.http.Causes;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One agent that answered. Every verb is a call to it: it takes 15 s at the most and throws {@link
 * AgentException} when the agent doesn't do what was asked. Safe to share between threads.
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
    this.webhook = new WebhookSubscription(address, address.webhook(), calls, http);
  }

  /**
   * Opens the agent at this address, after a look whether it answers.
   *
   * @throws AgentException with the one cause, if it doesn't
   */
  public static Agent open(AgentAddress address) {
    return open(Preflight.check(address));
  }

  /**
   * Opens an agent that was found in a preflight, at the base path found there.
   *
   * @throws AgentException the finding's failure, if it has one
   */
  public static Agent open(PreflightResult finding) {
    finding
        .failure()
        .ifPresent(
            failure -> {
              throw failure;
            });
    return new Agent(finding.answered(), finding.version());
  }

  /** What messages call it, {@code inviter} or {@code invitee} as a rule. */
  public String name() {
    return address.name();
  }

  /** The base URL that answered. */
  public URI url() {
    return address.url();
  }

  /** The agent's version in its own words; empty if it tells none. */
  public String version() {
    return version;
  }

  /**
   * Makes an invitation.
   *
   * @param label what the inviter calls the connection, 255 characters at the most
   * @return the inviter's side, in state {@link ConnectionState#INVITATION_GENERATED}
   */
  public Connection invite(String label) {
    return invite(label, null, null);
  }

  /**
   * Makes an invitation that says what for; each text has 255 characters at the most, and null
   * leaves it out.
   */
  public Connection invite(String label, String goalCode, String goal) {
    webhook.open();
    return answer(() -> calls.create(label, goalCode, goal));
  }

  /**
   * Accepts an invitation; the agent sends its request after this returned.
   *
   * @return the invitee's side, in state {@link ConnectionState#CONNECTION_REQUEST_PENDING}
   */
  public Connection accept(Invitation invitation) {
    webhook.open();
    return answer(() -> calls.accept(invitation.encoded()));
  }

  public Connection connection(String id) {
    return answer(() -> connectionAsync(id));
  }

  /** Like {@link #connection}, without waiting; a failure is an {@link AgentException}. */
  public CompletableFuture<Connection> connectionAsync(String id) {
    return calls.get(id);
  }

  /**
   * Tells of a connection's changes, as far as the agent can reach us; {@link #remark} says if it
   * can't. Events can be late, doubled or out of order. The agent has one webhook for all who
   * subscribe, from the first use until {@link #close}.
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

  /** Whether the agent's events reach us: one did. */
  public boolean receivesEvents() {
    return webhook.receivesEvents();
  }

  /** Why the agent doesn't send us its events, if that is worth telling. */
  public Optional<String> remark() {
    return webhook.remark();
  }

  /** All connections of the wallet that the key opens, oldest first as a rule. */
  public List<Connection> connections() {
    return connections(Integer.MAX_VALUE);
  }

  /**
   * The first connections of the wallet. Agents that ignore paging are understood.
   *
   * @param most how many at the most
   */
  public List<Connection> connections(int most) {
    var found = new LinkedHashMap<String, Connection>();
    boolean more = true;
    while (more && found.size() < most) {
      int before = found.size();
      int asked = Math.min(PAGE, most - before);
      List<Connection> page = answer(() -> calls.list(before, asked));
      page.forEach(connection -> found.putIfAbsent(connection.id(), connection));
      more = page.size() == asked && found.size() > before;
    }
    return new ArrayList<>(found.values()).subList(0, Math.min(most, found.size()));
  }

  /** Whether the wallet that the key opens has no connections at all. */
  public CompletableFuture<Boolean> isEmptyAsync() {
    return calls.list(0, 1).thenApply(List::isEmpty);
  }

  /** Deletes a connection; agents refuse that for a finished one. */
  public void delete(String id) {
    answer(() -> calls.delete(id));
  }

  /** Ends the use of this agent and removes its webhook; the agent itself runs on. */
  @Override
  public void close() {
    webhook.close();
  }

  @Override
  public String toString() {
    return name() + " at " + url();
  }

  private static <T> T answer(Supplier<CompletableFuture<T>> call) {
    try {
      return call.get().join();
    } catch (CompletionException e) {
      if (Causes.unwrap(e) instanceof AgentException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
