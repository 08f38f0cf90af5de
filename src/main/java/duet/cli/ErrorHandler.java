package duet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.agent.AgentException;
import duet.agent.Connection;
import duet.delivery.DeliveryException;
import duet.didcomm.MalformedException;
import duet.exchange.Side;
import duet.handshake.DeadEndException;
import duet.handshake.HandshakeException;
import duet.handshake.HandshakeTimeoutException;
import duet.report.JsonDocument;
import duet.report.Report;
import duet.session.SessionException;
import duet.settings.SettingsException;
import duet.walkthrough.UnreadableException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into an exit code, and a message or a document that says what to do. */
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
    return command.getCommand() instanceof DuetCommand known && known.json()
        ? report(failure, Optional.of(known.document()))
        : report(failure, Optional.empty());
  }

  @Override
  public int handleParseException(ParameterException misuse, String[] args) {
    var message = misuse(misuse);
    var usage = usage(misuse.getCommandLine());
    if (Arrays.asList(args).contains("--json")) {
      var error = JsonDocument.object().put("message", message).put("usage", usage);
      document("usage", ExitCode.BAD_INPUT, error);
    }
    console.note(console.bad("duet: ") + Console.safe(message));
    console.note("usage: " + usage);
    return ExitCode.BAD_INPUT.code();
  }

  /** Only the first argument that isn't understood: one after a mistyped option may be a key. */
  private static String misuse(ParameterException misuse) {
    if (misuse instanceof UnmatchedArgumentException unmatched) {
      var kind = unmatched.isUnknownOption() ? "Unknown option" : "Unknown argument";
      return kind + " '" + unmatched.getUnmatched().get(0).split("=", 2)[0] + "'";
    }
    return message(misuse);
  }

  /** How the command is written, on one line. */
  private static String usage(CommandLine command) {
    return command.getHelp().synopsis(0).strip().replaceAll("\\s*\\R\\s*", " ");
  }

  /**
   * @param told with {@code --json} what the command told before it failed
   */
  private int report(Exception failure, Optional<ObjectNode> told) {
    var exit = exitCode(failure);
    if (told.isPresent()) {
      ObjectNode document =
          failure instanceof HandshakeException handshake
              ? Report.of(handshake).document()
              : JsonDocument.object().put("outcome", "error");
      told.get()
          .properties()
          .forEach(field -> document.putIfAbsent(field.getKey(), field.getValue()));
      document.set("error", error(failure));
      console.document(JsonDocument.text(document.put("exitCode", exit.code())));
    }
    if (failure instanceof HandshakeException handshake) {
      tell(handshake);
    } else {
      console.note(console.bad("duet: ") + Console.safe(message(failure)));
    }
    if (failure instanceof AgentException agent) {
      console.note("  key   " + agent.keys());
      console.note("  try   " + agent.curl());
    }
    if (exit == ExitCode.UNEXPECTED) {
      failure.printStackTrace(console.err());
    }
    return exit.code();
  }

  private void tell(HandshakeException failure) {
    var diagnosis = failure.diagnosis();
    var end =
        failure instanceof HandshakeTimeoutException timeout
            ? "Not connected within " + timeout.timeout().toMillis() / 1000.0 + " s, "
            : "No connection can come of this, ";
    console.note(console.bad("duet: ") + end + diagnosis.summary());
    diagnosis.evidence().forEach(seen -> console.note("  why   " + Console.safe(seen)));
    console.note("  try   " + diagnosis.cause().advice());
    for (Side side : Side.values()) {
      var state = failure.pair().side(side).map(Connection::reportedState).orElse("unseen");
      console.note("  last  %-7s  %s".formatted(side, Console.safe(state)));
    }
  }

  private void document(String outcome, ExitCode exit, ObjectNode error) {
    var document = JsonDocument.object().put("outcome", outcome);
    document.set("error", error);
    console.document(JsonDocument.text(document.put("exitCode", exit.code())));
  }

  private static ObjectNode error(Exception failure) {
    if (failure instanceof AgentException agent) {
      return JsonView.failure(agent);
    }
    var error = JsonDocument.object().put("message", message(failure));
    return failure instanceof MalformedException malformed
        ? error.put("part", malformed.part())
        : error;
  }

  private static ExitCode exitCode(Exception failure) {
    if (failure instanceof SettingsException
        || failure instanceof MalformedException
        || failure instanceof UnreadableException
        || failure instanceof SessionException
        || failure instanceof UncheckedIOException) {
      return ExitCode.BAD_INPUT;
    }
    if (failure instanceof AgentException || failure instanceof DeliveryException) {
      return ExitCode.AGENT;
    }
    if (failure instanceof DeadEndException) {
      return ExitCode.DEAD_END;
    }
    return failure instanceof HandshakeTimeoutException ? ExitCode.TIMED_OUT : ExitCode.UNEXPECTED;
  }

  private static String message(Exception failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
