package duet.cli;

import duet.OpenedAgents;
import duet.agent.Connection;
import duet.agent.ConnectionState;
import duet.exchange.Side;
import duet.exchange.Timeline;
import duet.handshake.Handshake;
import duet.handshake.Pair;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A handshake that is under way: what stays at its agents if it ends here, and how to go on. Safe
 * for several threads.
 */
final class OpenHandshake {

  private final Timeline timeline = new Timeline();
  private volatile Optional<OpenedAgents> agents = Optional.empty();
  private volatile SessionRecorder recorder = SessionRecorder.none();
  private volatile Supplier<Pair> seen =
      () -> new Pair(Optional.empty(), Optional.empty(), timeline);

  /**
   * One side that stays.
   *
   * @param state as last seen
   * @param agentUrl where its agent is
   */
  record Remaining(Side side, String connectionId, String state, URI agentUrl) {}

  /**
   * @param used its embedded agents keep everything if the recorder has a session
   */
  void at(OpenedAgents used, SessionRecorder saving) {
    agents = Optional.of(used);
    recorder = saving;
  }

  void invited(Connection made) {
    seen = () -> new Pair(Optional.of(made), Optional.empty(), timeline);
  }

  void watched(Handshake handshake) {
    seen = handshake::pair;
  }

  /** Both sides as last seen. */
  Pair pair() {
    return seen.get();
  }

  /** Saves what was last seen, if the connection has a name. */
  void save() {
    var pair = pair();
    recorder.record(session -> session.seen(pair));
  }

  /** The connections that outlive the process. */
  List<Remaining> remaining() {
    return Side.CONNECTION.stream().flatMap(side -> remaining(side).stream()).toList();
  }

  /**
   * Commands that go on from there.
   *
   * @param envFile where settings come from, if that was given
   */
  List<String> next(Optional<Path> envFile) {
    var left = remaining();
    if (left.isEmpty()) {
      return List.of();
    }
    var file = envFile.map(path -> " --env-file " + quoted(path.toString())).orElse("");
    var session = recorder.session();
    if (session.isPresent()) {
      var name = quoted(session.get().name());
      return List.of("duet resume " + name + file, "duet delete " + name + file);
    }
    var commands = new ArrayList<String>();
    commands.add("duet show " + left.get(0).connectionId() + file);
    pair()
        .inviter()
        .filter(OpenHandshake::unanswered)
        .filter(made -> left.get(0).side() == Side.INVITER)
        .ifPresent(
            made -> commands.add(agents.orElseThrow().agent(Side.INVITER).deletion(made.id())));
    return commands;
  }

  /** The same for people. */
  List<String> lines(Optional<Path> envFile) {
    var lines = new ArrayList<String>();
    for (Remaining one : remaining()) {
      lines.add(
          "  left  %-7s  %s  %s at %s"
              .formatted(
                  one.side(),
                  Console.safe(one.connectionId()),
                  Console.safe(one.state()),
                  one.agentUrl()));
    }
    if (lines.isEmpty()) {
      lines.add("  left  nothing at any agent" + gone());
    } else if (pair().inviter().filter(OpenHandshake::unanswered).isPresent()) {
      lines.add("  left  its invitation, which can still be answered");
    }
    next(envFile).forEach(command -> lines.add("  next  " + Console.safe(command)));
    return lines;
  }

  private String gone() {
    boolean made = pair().inviter().or(() -> pair().invitee()).isPresent();
    return made ? ": the embedded agents end with this command" : "";
  }

  private Optional<Remaining> remaining(Side side) {
    var opened = agents.filter(all -> all.has(side));
    boolean forgets =
        opened.map(all -> all.isEmbedded(side)).orElse(true) && recorder.path().isEmpty();
    return pair()
        .side(side)
        .filter(one -> opened.isPresent() && !forgets)
        .map(
            one ->
                new Remaining(side, one.id(), one.reportedState(), opened.get().agent(side).url()));
  }

  private static boolean unanswered(Connection made) {
    return made.state() == ConnectionState.INVITATION_GENERATED;
  }

  private static String quoted(String text) {
    return text.matches("[\\w./~-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
