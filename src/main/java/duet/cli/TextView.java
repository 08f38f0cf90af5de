package duet.cli;

import duet.AgentSelection;
import duet.OpenedAgents;
import duet.agent.AgentException;
import duet.agent.AgentRecord;
import duet.agent.Connection;
import duet.agent.PreflightResult;
import duet.exchange.DidCommAddress;
import duet.exchange.Side;
import duet.handshake.Pair;
import duet.session.Session;
import duet.session.SessionSide;
import duet.session.SessionState;
import duet.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Formats values as lines for people. */
final class TextView {

  private final Console console;

  TextView(Console console) {
    this.console = console;
  }

  /** For commands that look at existing agents, if there are none. */
  static String noAgents(Settings settings) {
    return "No agents: the settings name none, and there are none in "
        + Console.safe(AgentSelection.directory(settings).toString())
        + ". 'duet connect NAME' creates and keeps a pair.";
  }

  /**
   * Where agents are from.
   *
   * @param data where embedded ones are kept
   */
  static String origin(OpenedAgents agents, Optional<Path> data) {
    if (Side.CONNECTION.stream().noneMatch(agents::isOwn)) {
      return "from the settings";
    }
    var live = agents.sharedBy();
    var own = live.map(process -> "of " + LiveAgents.owner(process)).orElse("embedded");
    return (agents.isOwn() ? own : "from the settings, and " + own + " where none is set")
        + data.map(directory -> ", kept in " + Console.safe(directory.toString()))
            .orElse(", for this command only");
  }

  /** Whether an agent was reached, and if not, why and what to try. */
  List<String> preflight(PreflightResult result) {
    var lines = new ArrayList<String>();
    var name = "  %-8s".formatted(result.address().name());
    if (result.failure().isPresent()) {
      lines.add(name + console.bad("not usable") + "  " + result.failure().get().target());
      lines.addAll(diagnosis(result.failure().get()));
      return lines;
    }
    var version = result.version().isEmpty() ? "version unknown" : result.version();
    lines.add(
        "%s%s  %s  %s  %s"
            .formatted(
                name,
                console.good("reached"),
                result.baseUrl(),
                Console.safe(version),
                millis(result.took())));
    result.corrections().forEach(text -> lines.add("          (" + text + ")"));
    return lines;
  }

  /** Why an agent can't be used. */
  List<String> diagnosis(AgentException failure) {
    var seen = failure.seen().isEmpty() ? "" : " (" + Console.safe(failure.seen()) + ")";
    var lines = new ArrayList<String>();
    lines.add("          why   " + failure.reason().summary() + seen);
    lines.add("          key   " + failure.keys());
    lines.add("          try   " + failure.reason().advice());
    request(failure).forEach(line -> lines.add("                " + line));
    return lines;
  }

  /** A command that repeats the request, and how its variables get into a shell. */
  static List<String> request(AgentException failure) {
    var curl = failure.curl();
    // Other variables have no file.
    return curl.contains("$INVITE")
        ? List.of(
            curl, "(if the key is in variables.env, first: set -a; . ./variables.env; set +a)")
        : List.of(curl);
  }

  /** One side: everything that its agent reported, and which mediators its DIDs name. */
  List<String> connection(Connection connection) {
    var mediated = DidCommAddress.mediated(Pair.of(connection)).stream();
    return Stream.concat(
            connection.toString().lines(),
            mediated.map(way -> "%-10s  reached %s".formatted(way.owner(), way.way())))
        .map(line -> "  " + Console.safe(line))
        .toList();
  }

  /** A credential's or proof's record: everything that its agent reported. */
  List<String> record(AgentRecord record) {
    return record.toString().lines().map(line -> "  " + Console.safe(line)).toList();
  }

  /** A saved session; its first line says how far it has come. */
  List<String> session(Session session) {
    var lines = new ArrayList<String>();
    lines.add(standing(Optional.of(session.name()), session.state()));
    lines.add("  thread      " + Console.safe(session.thid()));
    for (Side side : Side.CONNECTION) {
      session.side(side).ifPresent(one -> lines.addAll(side(side, one)));
    }
    session.expiresAt().ifPresent(time -> lines.add("  expires     " + time));
    session.givenUpAt().ifPresent(time -> lines.add("  given up    " + time));
    if (session.late()) {
      lines.add("  The answer came late, after the session had been given up.");
    }
    lines.add("  updated     " + session.updatedAt());
    return lines;
  }

  private static List<String> side(Side side, SessionSide one) {
    var gone = one.deleted() ? ", deleted" : "";
    return List.of(
        "  %-10s  %s  %s%s"
            .formatted(side, Console.safe(one.connectionId()), Console.safe(one.state()), gone),
        "              at " + Console.safe(one.agentUrl()));
  }

  /** The last line of a handshake that succeeded. */
  String connected(Pair pair, Optional<String> name) {
    var who = name.map(text -> Console.safe(text) + " is connected").orElse("Connected");
    var dids = pair.didsMatch() ? "the DIDs match crosswise" : "but the DIDs do not match";
    var facts =
        pair.oneSided()
            ? "as far as this side can tell (the other is unseen" + taken(pair) + ")"
            : dids;
    return console.good(who) + " after " + millis(pair.timeline().length()) + ", " + facts;
  }

  /** An inviter's last message to a wallet proves less than one to an agent. */
  private static String taken(Pair pair) {
    return DidCommAddress.of(Side.INVITEE, pair)
        .filter(invitee -> invitee.mediated() && pair.invitee().isEmpty())
        .map(invitee -> "; the response is at its mediator until it asks for it")
        .orElse("");
  }

  /** How far a session has come, or a pair without one. */
  String standing(Optional<String> name, SessionState state) {
    return console.bold(Console.safe(name.orElse("State")))
        + "  "
        + SessionStatus.Numbered.of(state);
  }

  static String millis(Duration duration) {
    return duration.toMillis() + " ms";
  }
}
