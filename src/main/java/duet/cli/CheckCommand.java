package duet.cli;

import duet.agent.AgentAddress;
import duet.agent.AgentSecret;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "check", description = "Runs the agent contract against an agent, case by case.")
final class CheckCommand extends DuetCommand {

  @Parameters(paramLabel = "URL", description = "The agent's base URL.")
  private URI url;

  @Option(
      names = "--api-key",
      paramLabel = "KEY",
      converter = Converters.Key.class,
      description = "The agent's key; without one, cases about keys are skipped.")
  private String apiKey;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      converter = Converters.Key.class,
      description = "A bearer token instead of a key.")
  private String token;

  @Option(
      names = "--strict",
      description = "Count known deviations of existing agents as failures.")
  private boolean strict;

  @Option(
      names = "--peer-url",
      paramLabel = "URL",
      description =
          "The URL at which the agent reaches the check's own peers; required if the agent"
              + " runs on another machine or in a container.")
  private URI peerUrl;

  @Option(
      names = "--peer-bind",
      paramLabel = "HOST:PORT",
      description = "The address that the peers listen on (default: loopback, port of --peer-url).")
  private InetSocketAddress peerBind;

  private String group = "";

  @Override
  CommandResult run() {
    var found = Preflight.check(address());
    print(console().bold("Agent"));
    print(view().preflight(found));
    var unchecked = new Unchecked(AgentStatus.of(found), "error", ExitCode.AGENT);
    if (!found.reachable()) {
      return unchecked;
    }
    soFar(unchecked);
    var peers = new PeerAddress(Optional.ofNullable(peerUrl), Optional.ofNullable(peerBind));
    var report = Check.of(found).peers(peers).listening(this::print).run();
    print(report);
    return Checked.of(unchecked.agent(), report, strict);
  }

  private AgentAddress address() {
    return new AgentAddress(
        "agent",
        url,
        Optional.ofNullable(apiKey).map(key -> new AgentSecret("AGENT_APIKEY", key)),
        Optional.ofNullable(token).map(key -> new AgentSecret("AGENT_TOKEN", key)));
  }

  private void print(CaseResult result) {
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
  }

  private void print(CheckReport report) {
    print("");
    for (var left : report.leftovers()) {
      var record = Console.safe(left.id() + " " + left.state());
      print("left at the agent: " + left.what() + " " + record);
    }
    var counts =
        report.counts().entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey())
            .collect(Collectors.joining(", ", ": ", ""));
    print((report.good(strict) ? console().good("good") : console().bad("not good")) + counts);
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
