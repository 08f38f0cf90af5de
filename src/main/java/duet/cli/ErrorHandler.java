package duet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import duet.agent.AgentException;
import duet.agent.AgentRecord;
import duet.agent.Cause;
import duet.delivery.DeliveryException;
import duet.didcomm.MalformedException;
import duet.embedded.MediatorUnavailableException;
import duet.exchange.ExchangeException;
import duet.exchange.Side;
import duet.report.JsonDocument;
import duet.report.Report;
import duet.session.SessionException;
import duet.settings.SettingsException;
import duet.walkthrough.UnreadableException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns failures into an exit code and a message or document that says what to do. */
final class ErrorHandler implements IExecutionExceptionHandler, IParameterExceptionHandler {

  private final Console console;

  ErrorHandler(Console console) {
    this.console = console;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    if (failure instanceof ParameterException misuse) {
      return handleParseException(misuse, parsed.originalArgs().toArray(String[]::new));
    }
    var exit = exitCode(failure);
    if (command.getCommand() instanceof DuetCommand known && known.json()) {
      var result = new ErrorResult(outcome(failure), known.soFar(), error(failure), exit);
      console.document(JsonDocument.text(result));
    }
    print(failure);
    if (command.getCommand() instanceof DuetCommand known) {
      known.afterError().forEach(console::note);
    }
    if (exit == ExitCode.UNEXPECTED && !(failure instanceof MemoryException)) {
      failure.printStackTrace(console.err());
    }
    return exit.code();
  }

  @Override
  public int handleParseException(ParameterException misuse, String[] args) {
    var message = Misuse.message(misuse);
    var usage = usage(misuse.getCommandLine());
    if (Arrays.asList(args).contains("--json")) {
      var error = new ErrorResult.Message(message, Optional.empty(), Optional.of(usage));
      var outcome = Map.<String, JsonNode>of("outcome", TextNode.valueOf("usage"));
      var result = new ErrorResult(outcome, Optional.empty(), error, ExitCode.BAD_INPUT);
      console.document(JsonDocument.text(result));
    }
    console.note(console.bad("duet: ") + Console.safe(message));
    console.note("  try   " + misuse.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return ExitCode.BAD_INPUT.code();
  }

  /** The synopsis on one line. */
  private static String usage(CommandLine command) {
    return command.getHelp().synopsis(0).strip().replaceAll("\\s*\\R\\s*", " ");
  }

  /** The exit code of a command that reported none: help and version may be lost, too. */
  int lastExitCode() {
    try {
      console.requireWritten();
      return ExitCode.DONE.code();
    } catch (UncheckedIOException e) {
      print(e);
      return exitCode(e).code();
    }
  }

  private void print(Exception failure) {
    if (failure instanceof ExchangeException ended) {
      print(ended);
    } else {
      console.note(console.bad("duet: ") + Console.safe(message(failure)));
    }
    if (failure instanceof AgentException agent && agent.reason() != Cause.OWN_MEDIATOR) {
      console.note("  key   " + agent.keys());
      var request = TextView.request(agent);
      console.note("  try   " + request.get(0));
      request.stream().skip(1).forEach(line -> console.note("        " + line));
    }
  }

  private void print(ExchangeException failure) {
    var diagnosis = failure.diagnosis();
    console.note(console.bad("duet: ") + failure.summary());
    diagnosis.evidence().forEach(seen -> console.note("  why   " + Console.safe(seen)));
    console.note("  try   " + diagnosis.advice());
    var pair = failure.pair();
    int width = pair.sides().stream().mapToInt(side -> side.toString().length()).max().orElse(0);
    for (Side side : pair.sides()) {
      var name = side + " ".repeat(width - side.toString().length());
      var state = pair.side(side).map(AgentRecord::reportedState).orElse("unseen");
      console.note("  last  %s  %s".formatted(name, Console.safe(state)));
    }
  }

  private static Map<String, JsonNode> outcome(Exception failure) {
    return failure instanceof ExchangeException ended
        ? JsonDocument.fields(Report.of(ended).document())
        : Map.of("outcome", TextNode.valueOf("error"));
  }

  /** A failure in a document. */
  static Record error(Exception failure) {
    if (failure instanceof AgentException agent) {
      return AgentError.of(agent);
    }
    var part = failure instanceof MalformedException malformed ? malformed.part() : null;
    return new ErrorResult.Message(message(failure), Optional.ofNullable(part), Optional.empty());
  }

  private static ExitCode exitCode(Exception failure) {
    if (failure instanceof MemoryException full) {
      return full.exitCode();
    }
    if (failure instanceof SettingsException
        || failure instanceof MalformedException
        || failure instanceof UnreadableException
        || failure instanceof SessionException
        || failure instanceof InvalidPathException
        || failure instanceof UncheckedIOException) {
      return ExitCode.BAD_INPUT;
    }
    if (failure instanceof AgentException
        || failure instanceof MediatorUnavailableException
        || failure instanceof DeliveryException) {
      return ExitCode.AGENT;
    }
    if (failure instanceof ExchangeException ended) {
      return ended.timedOut() ? ExitCode.TIMED_OUT : ExitCode.DEAD_END;
    }
    return ExitCode.UNEXPECTED;
  }

  private static String message(Exception failure) {
    if (failure instanceof InvalidPathException path) {
      return LocaleCheck.explain(path);
    }
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
