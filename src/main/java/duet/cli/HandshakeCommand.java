package duet.cli;

import duet.agent.AgentException;
import duet.exchange.Progress;
import duet.exchange.Side;
import duet.handshake.Handshake;
import duet.handshake.HandshakeException;
import duet.handshake.HandshakeOptions;
import duet.handshake.Pair;
import duet.report.Report;
import duet.report.ReportFile;
import duet.settings.Settings;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** A command that completes a handshake: it prints each change, and writes a report on request. */
abstract class HandshakeCommand extends DuetCommand {

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description = "How long to wait, such as 90s or 2m (default: DUET_TIMEOUT, or 60s).")
  private Duration timeout;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Where to write the timeline, whatever the outcome (.html, .json or .txt).")
  private ReportFile file;

  private HandshakeResult result = HandshakeResult.NONE;

  /**
   * Accepts, and waits for the connection.
   *
   * @param limit how long to wait; while a stranger is to answer, the time left is shown
   * @return the connected pair
   */
  Pair complete(Function<HandshakeOptions, Handshake> acceptance, Duration limit) {
    var heading = console().bold("Handshake   inviter                      invitee");
    var changes = new StateChangePrinter(heading, this::print);
    try {
      var handshake = acceptance.apply(HandshakeOptions.DEFAULT.withListener(changes::show));
      changes.show(handshake.pair());
      var pair = await(handshake, limit);
      changes.show(pair);
      var report = Report.of(pair);
      result(result().with(report));
      write(report);
      return pair;
    } catch (HandshakeException e) {
      keep(Report.of(e));
      throw e;
    }
  }

  /** The result so far. */
  final HandshakeResult result() {
    return result;
  }

  /** Sets the result so far, which the document of an error contains too. */
  final void result(HandshakeResult next) {
    result = next;
    soFar(next);
  }

  /** How long a handshake may take. */
  Duration limit(Settings settings) {
    return timeout == null ? settings.timeout() : timeout;
  }

  /** How long a handshake may take that has to end before the expiry, if there is one. */
  Duration limit(Settings settings, Optional<Instant> expiry) {
    var limit = limit(settings);
    var left = expiry.map(at -> Duration.between(Instant.now(), at)).orElse(limit);
    return left.compareTo(limit) < 0 ? left : limit;
  }

  /** Each side that is seen. */
  void print(Pair pair) {
    for (Side side : Side.values()) {
      pair.side(side)
          .ifPresent(
              seen -> {
                heading(side == Side.INVITER ? "Inviter" : "Invitee");
                print(view().connection(seen));
              });
    }
    print("");
  }

  private Pair await(Handshake handshake, Duration limit) {
    boolean alone =
        handshake.progress() instanceof Progress.Underway && handshake.pair().invitee().isEmpty();
    try (var countdown = new CountdownDisplay(this, limit)) {
      if (alone && !json()) {
        countdown.show("waiting for an answer");
      }
      return handshake.await(limit);
    } catch (AgentException e) {
      keep(Report.of(handshake.pair(), e));
      throw e;
    }
  }

  /** Writes after a failure, which matters more than a failure to write. */
  private void keep(Report report) {
    try {
      write(report);
    } catch (UncheckedIOException e) {
      console().note(Console.safe(e.getMessage()));
    }
  }

  private void write(Report report) {
    if (file == null) {
      return;
    }
    file.write(report);
    var line = console().bold("Report") + "  " + Console.safe(file.toString());
    if (json()) {
      console().note(line);
    } else {
      print("");
      print(line);
    }
  }
}
