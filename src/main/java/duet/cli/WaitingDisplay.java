package duet.cli;

import duet.agent.PreflightResult;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tells which agents are waited for, and why: people with what is left of the time, programs once,
 * on standard error.
 */
final class WaitingDisplay implements AutoCloseable {

  private final DuetCommand command;
  private final Duration patience;
  private final long begun = System.nanoTime();
  private volatile String who = "";
  private CountdownDisplay countdown;

  WaitingDisplay(DuetCommand command, Duration patience) {
    this.command = command;
    this.patience = patience;
  }

  void show(List<PreflightResult> late) {
    boolean first = who.isEmpty();
    who =
        late.stream()
            .map(WaitingDisplay::why)
            .collect(Collectors.joining(", ", "waiting for ", ""));
    if (first && command.json()) {
      command.console().note(who);
    } else if (first) {
      var left = patience.minusNanos(System.nanoTime() - begun);
      countdown = CountdownDisplay.of(command.console(), left, () -> who);
    }
  }

  @Override
  public void close() {
    if (countdown != null) {
      countdown.close();
    }
  }

  private static String why(PreflightResult finding) {
    var failure = finding.failure().orElseThrow();
    return failure.agent() + " (" + failure.reason().summary() + ")";
  }
}
