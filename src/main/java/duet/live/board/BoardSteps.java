package duet.live.board;

import duet.OpenedAgents;
import duet.agent.Agent;
import duet.agent.AgentException;
import duet.agent.AgentRecord;
import duet.agent.Connection;
import duet.exchange.ExchangeException;
import duet.exchange.Side;
import duet.handshake.Handshake;
import duet.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a leader does with two agents. Each call takes as long as the agents' calls, throws {@link
 * StepException} or {@link AgentException} if the step can't be taken, and changes nothing then.
 * Safe for several threads; the same step of the same row runs once at a time.
 */
public final class BoardSteps {

  private static final int LONGEST_NAME = 255;
  private static final int MOST_OPEN = 500;
  private static final String ONCE = "This is being done already: wait until it has ended.";

  private final OpenedAgents agents;
  private final BoardThreads threads;
  private final ShownRows rows;
  private final FollowUpSteps followUps;
  private final RunningSteps running;
  private final AtomicInteger inviting = new AtomicInteger();

  BoardSteps(
      OpenedAgents agents,
      BoardThreads threads,
      ShownRows rows,
      Details details,
      RunningSteps running) {
    this.agents = agents;
    this.threads = threads;
    this.rows = rows;
    this.followUps = new FollowUpSteps(agents, threads, details, running);
    this.running = running;
  }

  /**
   * The inviter makes an invitation.
   *
   * @param name its label, at most 255 characters of one line
   */
  public Row invite(String name) {
    requireName(name);
    try {
      requireFewOpen(inviting.incrementAndGet() - 1);
      return inviteNow(name);
    } finally {
      inviting.decrementAndGet();
    }
  }

  /** Our invitee accepts the invitation of a row. */
  public void accept(String id) {
    once("accept", id, () -> acceptNow(id));
  }

  /** Deletes the connection at the agents that would, or else at all that have it. */
  public void delete(String id) {
    once("delete", id, () -> deleteNow(connection(id)));
  }

  /**
   * The inviter offers a credential over an established connection. What follows goes on by itself.
   *
   * @param claims by name; the row's title as {@code name} if there are none
   */
  public void issue(String id, Map<String, String> claims) {
    once(
        "issue",
        id,
        () ->
            followUps.issue(
                "issue " + id,
                connection(id),
                claims.isEmpty() ? Map.of("name", row(id).title()) : claims));
  }

  /**
   * The inviter asks for a proof over an established connection. What follows goes on by itself:
   * our invitee presents the last credential that it got over it, a stranger chooses.
   */
  public void present(String id) {
    once("present", id, () -> followUps.present("present " + id, connection(id)));
  }

  private Row inviteNow(String name) {
    long asked = System.nanoTime();
    var made = agent(Side.INVITER).invite(name);
    threads.made(new SeenRecord(Side.INVITER, made), asked);
    return rows.update(ThreadKey.of(made))
        .now()
        .orElseThrow(() -> new StepException("The invitation was deleted right away."));
  }

  /**
   * @param more that are just being made
   */
  private void requireFewOpen(int more) {
    long open = rows.all().stream().filter(row -> row.standing() == Standing.OPEN).count();
    if (open + more >= MOST_OPEN) {
      throw new StepException(
          "There are %d invitations that nobody has answered: delete some, or wait until they expire."
              .formatted(open + more));
    }
  }

  private void acceptNow(String id) {
    var thread = connection(id);
    var made = our(thread, Side.INVITER);
    if (row(id).standing() != Standing.OPEN || made.isEmpty()) {
      throw new StepException(
          "This invitation can no longer be accepted: %s.".formatted(row(id).word()));
    }
    long asked = System.nanoTime();
    try (var handshake =
        Handshake.accept(
            agent(Side.INVITER), made.get(), agent(Side.INVITEE, "accept the invitation"))) {
      take(Side.INVITEE, handshake.pair().invitee().orElseThrow(), asked);
    } catch (ExchangeException e) {
      throw StepException.of(e.diagnosis());
    }
  }

  private void deleteNow(ObservedThread thread) {
    var deleted = new ArrayList<String>();
    var refused = new ArrayList<String>();
    AgentException failure = null;
    for (Place place : places(thread)) {
      try {
        agent(place.agent()).delete(place.recordId());
      } catch (AgentException e) {
        if (e.status() != 404) {
          refused.add(
              "the %s's agent refused to delete it (%s)".formatted(place.agent(), reason(e)));
          failure = e;
          continue;
        }
      }
      threads.delete(place);
      deleted.add("the " + place.agent() + "'s agent deleted it");
    }
    if (failure != null && deleted.isEmpty() && failure.status() == 0) {
      throw failure;
    }
    if (!refused.isEmpty()) {
      deleted.addAll(refused);
      throw StepException.of(
          "Agents delete only what nobody has answered", String.join(", ", deleted));
    }
  }

  private void once(String step, String id, Runnable call) {
    running.once(
        step + " " + id,
        ONCE,
        () -> {
          call.run();
          return id;
        });
  }

  private void take(Side agent, AgentRecord seen, long asked) {
    threads.take(new SeenRecord(agent, seen), Optional.of(asked));
  }

  private ObservedThread connection(String id) {
    return threads
        .ofRow(id)
        .filter(thread -> thread.key().kind() == RowKind.CONNECTION)
        .orElseThrow(
            () -> new StepException("There is no such connection any more: it was deleted."));
  }

  private Row row(String id) {
    return rows.find(id)
        .orElseThrow(() -> new StepException("There is no such row any more: it was deleted."));
  }

  /** The connection as one of our agents has it. */
  private Optional<Connection> our(ObservedThread thread, Side agent) {
    synchronized (threads) {
      return thread.at(agent).map(one -> (Connection) one.getValue());
    }
  }

  private List<Place> places(ObservedThread thread) {
    synchronized (threads) {
      var deletable = Details.deletable(thread);
      return thread
          .present()
          .filter(one -> deletable.isEmpty() || deletable.contains(one.getKey()))
          .map(Map.Entry::getValue)
          .map(held -> new Place(held.agent(), RowKind.CONNECTION, held.recordId()))
          .toList();
    }
  }

  private Agent agent(Side side) {
    return agent(side, "do that");
  }

  private Agent agent(Side side, String step) {
    if (!agents.has(side)) {
      throw new StepException("Could not %s: there is no agent for the %s.".formatted(step, side));
    }
    return agents.agent(side);
  }

  private static void requireName(String name) {
    if (name.isBlank()) {
      throw new StepException("The name is empty: it becomes the invitation's label.");
    }
    int length = name.codePointCount(0, name.length());
    if (length > LONGEST_NAME) {
      throw new StepException(
          "The name has %d characters (at most %d).".formatted(length, LONGEST_NAME));
    }
    if (name.codePoints().anyMatch(BoardSteps::breaksLine)) {
      throw new StepException("The name has control characters: leave out line breaks and tabs.");
    }
  }

  private static boolean breaksLine(int character) {
    int type = Character.getType(character);
    return Character.isISOControl(character)
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.SURROGATE;
  }

  private static String reason(AgentException e) {
    return SafeText.excerpt(e.seen().isEmpty() ? e.reason().summary() : e.seen());
  }
}
