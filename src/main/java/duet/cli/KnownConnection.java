package duet.cli;

import duet.agent.Agent;
import duet.agent.AgentException;
import duet.agent.Connection;
import duet.agent.Preflight;
import duet.exchange.Side;
import duet.session.Session;
import duet.session.SessionException;
import duet.session.SessionSide;
import duet.settings.Settings;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;

/** The connections of a session, found again at its agents. */
final class KnownConnection implements AutoCloseable {

  private final Parties parties;
  private final Map<Side, Connection> sides = new EnumMap<>(Side.class);

  private KnownConnection(Parties parties) {
    this.parties = parties;
  }

  /**
   * Opens the agents of all sides that weren't deleted, and of an invitee that is still to answer.
   *
   * @throws SessionException if an agent doesn't know the connection; nothing was changed then
   * @throws AgentException if an agent can't be used
   */
  static KnownConnection of(Session session, Settings settings) {
    var embedded = EnumSet.noneOf(Side.class);
    var fromSettings = EnumSet.noneOf(Side.class);
    for (Side side : Side.values()) {
      var known = session.side(side);
      if (known.map(one -> !one.deleted()).orElse(answersYet(session, side))) {
        (isEmbedded(session, side, settings) ? embedded : fromSettings).add(side);
      }
    }
    for (Side side : embedded) {
      requireKept(session, side, settings);
    }
    var data = KnownAgents.directory(settings);
    var found =
        new KnownConnection(
            Parties.open(settings, fromSettings, embedded, Optional.of(data), Preflight::check));
    try {
      found.look(session);
      return found;
    } catch (RuntimeException e) {
      found.close();
      throw e;
    }
  }

  Parties parties() {
    return parties;
  }

  Optional<Connection> side(Side side) {
    return Optional.ofNullable(sides.get(side));
  }

  @Override
  public void close() {
    parties.close();
  }

  /** Our invitee was to answer, and the session ends before it says that it did. */
  private static boolean answersYet(Session session, Side side) {
    boolean inviterGone = session.side(Side.INVITER).map(SessionSide::deleted).orElse(true);
    return side == Side.INVITEE && !session.stranger() && !inviterGone;
  }

  private static boolean isEmbedded(Session session, Side side, Settings settings) {
    boolean asTheInviter =
        session.side(Side.INVITER).map(SessionSide::embedded).orElse(false)
            || !Parties.inSettings(settings, Side.INVITEE) && !session.via().equals("offer");
    return session.side(side).map(SessionSide::embedded).orElse(asTheInviter);
  }

  private static void requireKept(Session session, Side side, Settings settings) {
    var directory = KnownAgents.directory(settings).resolve(side.toString());
    if (session.side(side).isPresent() && !Files.isDirectory(directory)) {
      throw new SessionException(
          "The connection of this session is unknown: its %s was an embedded agent, and none is kept in %s."
              .formatted(side, directory));
    }
  }

  private void look(Session session) {
    for (Side side : Side.values()) {
      if (parties.has(side)) {
        var agent = parties.agent(side);
        var known = session.side(side);
        var found =
            known.isPresent()
                ? Optional.of(look(agent, known.get(), session))
                : byThread(agent, session);
        found.ifPresent(connection -> sides.put(side, connection));
      }
    }
  }

  private static Connection look(Agent agent, SessionSide known, Session session) {
    try {
      var found = agent.connection(known.connectionId());
      if (found.thid().equals(session.thid())) {
        return found;
      }
    } catch (AgentException e) {
      if (e.problem().filter(problem -> problem.status() == 404).isEmpty()) {
        throw e;
      }
    }
    var elsewhere =
        known.agentUrl().equals(agent.url().toString())
            ? ""
            : "; it was made at " + known.agentUrl();
    throw new SessionException(
        "The connection of this session is unknown at %s: another wallet, or a deleted record%s."
            .formatted(agent.url(), elsewhere));
  }

  /** It answered, and the process ended before it could be written down. */
  private static Optional<Connection> byThread(Agent invitee, Session session) {
    return new ArrayList<>(invitee.connections())
        .stream().filter(one -> one.thid().equals(session.thid())).findFirst();
  }
}
