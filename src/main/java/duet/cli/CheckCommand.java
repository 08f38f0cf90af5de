package duet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.agent.AgentAddress;
import duet.agent.AgentSecret;
import duet.agent.Preflight;
import duet.check.CaseResult;
import duet.check.Check;
import duet.check.CheckReport;
import duet.check.PeerAddress;
import duet.check.Verdict.Kind;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Runs the agent contract against an agent, case by case.")
final class CheckCommand extends DuetCommand {

  @Parameters(paramLabel = "URL", description = "The agent's base URL.")
  private String url;

  @Option(
      names = "--api-key",
      paramLabel = "KEY",
      converter = Keys.class,
      description = "The agent's key; without one, cases about keys are skipped.")
  private String apiKey;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      converter = Keys.class,
      description = "A bearer token instead of a key.")
  private String token;

  @Option(
      names = "--strict",
      description = "Count as failed what agents in use are known to do otherwise.")
  private boolean strict;

  @Option(
      names = "--peer-url",
      paramLabel = "URL",
      description =
          "How the agent reaches the check's own peers; needed if it is on another machine or in a"
              + " container.")
  private URI peerUrl;

  @Option(
      names = "--peer-bind",
      paramLabel = "ADDRESS:PORT",
      description = "Where those peers listen; by default on loopback, at the port of --peer-url.")
  private String peerBind;

  @Spec private CommandSpec spec;

  private String group = "";

  CheckCommand(Console console, Map<String, String> environment) {
    super(console, environment);
  }

  @Override
  ExitCode run(ObjectNode document) {
    var finding = Preflight.check(address());
    say(console().bold("Agent"));
    say(view().finding(finding));
    document.set("agent", JsonView.finding(finding));
    if (!finding.reachable()) {
      document.put("outcome", "error");
      return ExitCode.AGENT;
    }
    var report = Check.of(finding).reach(reach()).listening(this::say).run();
    sayEnd(report);
    describe(report, document);
    return report.good(strict) ? ExitCode.DONE : ExitCode.FAILED;
  }

  private AgentAddress address() {
    try {
      return new AgentAddress(
          "agent",
          AgentAddress.parse(url),
          Optional.ofNullable(apiKey).map(key -> new AgentSecret("AGENT_APIKEY", key)),
          Optional.ofNullable(token).map(key -> new AgentSecret("AGENT_TOKEN", key)));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private PeerAddress reach() {
    return new PeerAddress(
        Optional.ofNullable(peerUrl).map(this::checked),
        Optional.ofNullable(peerBind).map(this::socket));
  }

  private URI checked(URI known) {
    try {
      return AgentAddress.parse(known.toString());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--peer-url: a URL like http://10.0.0.5:9090 expected");
    }
  }

  private InetSocketAddress socket(String text) {
    if (!text.matches(".+:\\d{1,5}") || port(text) > 65_535) {
      throw new ParameterException(
          spec.commandLine(), "--peer-bind: an address and a port such as 0.0.0.0:9090 expected");
    }
    return new InetSocketAddress(text.substring(0, text.lastIndexOf(':')), port(text));
  }

  private static int port(String text) {
    return Integer.parseInt(text.substring(text.lastIndexOf(':') + 1));
  }

  private void say(CaseResult result) {
    if (!result.group().equals(group)) {
      group = result.group();
      say("");
      say(console().bold(group));
    }
    var verdict = result.verdict();
    boolean failed = !verdict.good(strict);
    var words = verdict.toString();
    var shown = failed ? words.replaceFirst("^passed, differs", "failed, differs") : words;
    int end = shown.indexOf(':') < 0 ? shown.length() : shown.indexOf(':');
    var head = shown.substring(0, end);
    var coloured =
        failed ? console().bad(head) : verdict.kind() == Kind.SKIPPED ? head : console().good(head);
    say("  " + coloured + "  " + result.name() + Console.safe(shown.substring(end)));
  }

  private void sayEnd(CheckReport report) {
    say("");
    for (var left : report.left()) {
      say(
          "stays at the agent: "
              + left.what()
              + " "
              + Console.safe(left.id() + " " + left.state()));
    }
    var counts = new StringBuilder();
    for (Kind kind : Kind.values()) {
      counts.append(counts.isEmpty() ? "" : ", ").append(report.count(kind)).append(' ');
      counts.append(name(kind));
    }
    say(
        report.good(strict)
            ? console().good("good") + ": " + counts
            : console().bad("not good") + ": " + counts);
  }

  private void describe(CheckReport report, ObjectNode document) {
    document.put("outcome", report.good(strict) ? "passed" : "failed").put("strict", strict);
    var counts = document.putObject("counts");
    for (Kind kind : Kind.values()) {
      counts.put(name(kind), report.count(kind));
    }
    var cases = document.putArray("cases");
    for (var result : report.results()) {
      var verdict = result.verdict();
      var json = cases.addObject().put("group", result.group()).put("name", result.name());
      json.put("verdict", name(verdict.kind())).put("good", verdict.good(strict));
      if (!verdict.expected().isEmpty()) {
        json.put("expected", verdict.expected()).put("seen", verdict.seen());
      }
      if (!verdict.reason().isEmpty()) {
        json.put("reason", verdict.reason());
      }
      json.put("tookMillis", result.took().toMillis());
    }
    var left = document.putArray("left");
    for (var one : report.left()) {
      left.addObject().put("what", one.what()).put("id", one.id()).put("state", one.state());
    }
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
