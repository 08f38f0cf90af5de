package duet.cli;

import duet.agent.AgentAddress;
import duet.agent.Preflight;
import duet.check.CaseResult;
import duet.check.Check;
import duet.check.CheckReport;
import duet.check.Leftover;
import duet.check.PeerAddress;
import duet.check.Verdict.Kind;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "check", description = "Runs the agent contract against an agent, case by case.")
final class CheckCommand extends DuetCommand {

  @Parameters(paramLabel = "URL", description = "The agent's base URL.")
  private URI url;

  @Mixin private AgentKeyOptions keys;

  @Option(
      names = "--strict",
      description = "Count known deviations of existing agents as failures.")
  private boolean strict;

  @Option(
      names = "--peer-url",
      paramLabel = "URL",
      description =
          "The URL at which the agent reaches the check's own peers; required if the agent"
              + " runs on another machine or in a container, such as"
              + " http://host.docker.internal:9099.")
  private URI peerUrl;

  @Option(
      names = "--peer-bind",
      paramLabel = "HOST:PORT",
      description =
          "The address that the peers listen on (default: that of --peer-url if it is one of this"
              + " machine, else loopback; and its port).")
  private InetSocketAddress peerBind;

  private String group = "";
  private int done;

  @Override
  CommandResult run() {
    var found = Preflight.check(address());
    print(console().bold("Agent"));
    print(view().preflight(found));
    var unchecked = new Unchecked(AgentStatus.of(found), "error", ExitCode.AGENT);
    if (!found.reachable()) {
      printExports();
      return unchecked;
    }
    soFar(unchecked);
    var peers = new PeerAddress(Optional.ofNullable(peerUrl), Optional.ofNullable(peerBind));
    var check = Check.of(found).peers(peers).listening(this::print);
    var report = run(check);
    print(report);
    return Checked.of(unchecked.agent(), report, strict);
  }

  private CheckReport run(Check check) {
    try {
      showProgress();
      return check.run();
    } finally {
      progress("");
    }
  }

  private AgentAddress address() {
    try {
      return new AgentAddress("agent", url, keys.apiKey(environment()), keys.token(environment()));
    } catch (IllegalArgumentException e) {
      throw misuse(e.getMessage());
    }
  }

  /** The suggested command line has variables in it. */
  private void printExports() {
    for (String variable : keys.unset(environment())) {
      print("                ($%s is not set here: export %s=...)".formatted(variable, variable));
    }
  }

  private void print(CaseResult result) {
    done++;
    if (!result.group().equals(group)) {
      group = result.group();
      heading(group);
    }
    var verdict = result.verdict();
    var summary = verdict.summary(strict);
    if (!verdict.good(strict)) {
      summary = console().bad(summary);
    } else if (verdict.kind() != Kind.SKIPPED) {
      summary = console().good(summary);
    }
    var details = verdict.details().isEmpty() ? "" : ": " + verdict.details();
    print("  " + summary + "  " + result.name() + Console.safe(details));
    showProgress();
  }

  private void showProgress() {
    var names = Check.names();
    if (done < names.size()) {
      progress("  %d of %d: %s".formatted(done + 1, names.size(), names.get(done)));
    }
  }

  private void print(CheckReport report) {
    print("");
    for (var left : report.leftovers()) {
      var record = Console.safe(left.id() + " " + left.state());
      print("left at the agent: " + left.what() + " " + record);
    }
    report.remark().ifPresent(this::printRemark);
    var counts =
        report.counts().entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey())
            .collect(Collectors.joining(", ", ": ", ""));
    print((report.good(strict) ? console().good("good") : console().bad("not good")) + counts);
  }

  private void printRemark(String remark) {
    print("skipped what needs it: " + Console.safe(remark));
    print("  try   --peer-url http://host.docker.internal:9099  for a container of Docker Desktop");
    print("        --peer-url http://172.17.0.1:9099  for one on Linux, with the bridge's address");
    print("        (check listens there, or where --peer-bind says)");
  }

  private record Unchecked(AgentStatus agent, String outcome, ExitCode exitCode)
      implements CommandResult {}

  private record Checked(
      AgentStatus agent,
      String outcome,
      boolean strict,
      Map<Kind, Long> counts,
      List<CheckedCase> cases,
      List<Leftover> left,
      Optional<String> remark,
      ExitCode exitCode)
      implements CommandResult {

    static Checked of(AgentStatus agent, CheckReport report, boolean strict) {
      boolean good = report.good(strict);
      return new Checked(
          agent,
          good ? "passed" : "failed",
          strict,
          report.counts(),
          report.results().stream().map(result -> CheckedCase.of(result, strict)).toList(),
          report.leftovers(),
          report.remark(),
          good ? ExitCode.DONE : ExitCode.FAILED);
    }
  }

  private record CheckedCase(
      String group,
      String name,
      Kind verdict,
      boolean good,
      Optional<String> expected,
      Optional<String> seen,
      Optional<String> reason,
      long tookMillis) {

    static CheckedCase of(CaseResult result, boolean strict) {
      var verdict = result.verdict();
      return new CheckedCase(
          result.group(),
          result.name(),
          verdict.kind(),
          verdict.good(strict),
          verdict.expected(),
          verdict.seen(),
          verdict.reason(),
          result.took().toMillis());
    }
  }
}
