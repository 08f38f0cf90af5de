package duet.cli;

import duet.AgentSelection;
import duet.OpenedAgents;
import duet.agent.Agent;
import duet.agent.AgentException;
import duet.agent.Connection;
import duet.exchange.Side;
import duet.session.Session;
import duet.session.SessionException;
import duet.session.SessionSide;
import duet.settings.Settings;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The connections of a session, looked up at its agents. */
final class SessionConnections implements AutoCloseable {

  private final OpenedAgents agents;
  private final Map<Side, Connection> sides = new EnumMap<>(Side.class);

  private SessionConnections(OpenedAgents agents) {
    this.agents = agents;
  }

  /**
   * Opens the agents of all sides that weren't deleted, and of an invitee that has yet to answer.
   *
   * @param network how others reach embedded ones
   * @param open opens them
   * @throws SessionException if an agent doesn't know the connection; nothing was changed then
   * @throws AgentException if an agent can't be used
   */
  static SessionConnections of(
      Session session,
      Settings settings,
      UnaryOperator<AgentSelection> network,
      Function<AgentSelection, OpenedAgents> open) {
    var wanted = EnumSet.copyOf(Side.CONNECTION);
    wanted.removeIf(side -> !isWanted(session, side));
    var embedded = EnumSet.copyOf(wanted);
    embedded.removeIf(side -> !isEmbedded(session, side, settings));
    embedded.stream()
        .filter(side -> session.side(side).isPresent())
        .forEach(side -> SessionAgent.requireKept(side, settings));
    var directory = AgentSelection.directory(settings);
    var selection =
        network
            .apply(AgentSelection.of(settings, wanted, embedded::contains))
            .keptIn(directory)
            .orShared(directory);
    var found = new SessionConnections(open.apply(selection));
    try {
      found.findAll(session);
      return found;
    } catch (RuntimeException e) {
      found.close();
      throw e;
    }
  }

  OpenedAgents agents() {
    return agents;
  }

  Optional<Connection> side(Side side) {
    return Optional.ofNullable(sides.get(side));
  }

  @Override
  public void close() {
    agents.close();
  }

  /** Also if our invitee may have answered without the session recording it. */
  private static boolean isWanted(Session session, Side side) {
    boolean inviterGone = session.side(Side.INVITER).map(SessionSide::deleted).orElse(true);
    boolean answersYet = side == Side.INVITEE && !session.stranger() && !inviterGone;
    return session.side(side).map(known -> !known.deleted()).orElse(answersYet);
  }

  private static boolean isEmbedded(Session session, Side side, Settings settings) {
    boolean likeInviter =
        session.side(Side.INVITER).map(SessionSide::embedded).orElse(false)
            || settings.invitee().isEmpty()
                && !session.via().equals(DeliveryMethod.OFFER.toString());
    return session.side(side).map(SessionSide::embedded).orElse(likeInviter);
  }

  private void findAll(Session session) {
    for (Side side : Side.CONNECTION) {
      if (agents.has(side)) {
        var agent = agents.agent(side);
        session
            .side(side)
            .map(known -> find(agent, known, session))
            .or(() -> findByThread(agent, session))
            .ifPresent(connection -> sides.put(side, connection));
      }
    }
  }

  private static Connection find(Agent agent, SessionSide known, Session session) {
    try {
      var found = agent.connection(known.connectionId());
      if (found.thid().equals(session.thid())) {
        return found;
      }
    } catch (AgentException e) {
      if (e.status() != 404) {
        throw e;
      }
    }
    var elsewhere =
        known.agentUrl().equals(agent.url().toString())
            ? ""
            : "; it was made at " + known.agentUrl();
    throw new SessionException(
        "The session's connection is unknown at %s: another wallet, or a deleted record%s."
            .formatted(agent.url(), elsewhere));
  }

  /** Finds an invitee's answer that was not recorded because the process ended. */
  private static Optional<Connection> findByThread(Agent invitee, Session session) {
    return invitee.connections().stream()
        .filter(one -> one.thid().equals(session.thid()))
        .findFirst();
  }
}
