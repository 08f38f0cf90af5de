package duet.walkthrough;

import duet.walkthrough.RunFailure.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.UnresolvedReferenceException;

/** Describes what went wrong with a snippet, by its place in the walkthrough. */
final class FailureReport {

  private final JShell jshell;
  private final Map<String, SourceLocation> origins;
  private final SourceLocation origin;
  private final SecretFilter secrets;

  FailureReport(
      JShell jshell,
      Map<String, SourceLocation> origins,
      SourceLocation origin,
      SecretFilter secrets) {
    this.jshell = jshell;
    this.origins = origins;
    this.origin = origin;
    this.secrets = secrets;
  }

  /** Whether an event is a failure, and which: a declaration may lack what comes later. */
  Optional<RunFailure> of(SnippetEvent event) {
    if (event.causeSnippet() != null) {
      return Optional.empty();
    }
    return event.status() == Status.REJECTED
        ? Optional.of(rejected(event.snippet()))
        : Optional.ofNullable(event.exception()).map(this::thrown);
  }

  RunFailure unfinished(String source) {
    var summary = "the cell ends before this snippet does";
    return failure(Kind.INCOMPLETE, origin, summary, first(source));
  }

  /** A command that can't be run. */
  RunFailure command(String summary) {
    return failure(Kind.REJECTED, origin, summary, List.of());
  }

  /** A command that ended it as a failure. */
  RunFailure exited(String summary) {
    return failure(Kind.EXITED, origin, summary, List.of());
  }

  private RunFailure rejected(Snippet snippet) {
    var source = snippet.source();
    var errors = jshell.diagnostics(snippet).filter(Diag::isError).toList();
    if (errors.isEmpty()) {
      return failure(Kind.REJECTED, origin, "JShell rejects this snippet", first(source));
    }
    var error = errors.get(0);
    int at = position(error, source);
    var before = source.substring(0, at);
    var where = origin.after(before);
    int column = at - (before.lastIndexOf('\n') + 1);
    var messages = message(error);
    var lines = new ArrayList<String>();
    lines.addAll(first(source.substring(before.length() - column)));
    lines.add(" ".repeat(column) + "^");
    messages.stream().skip(1).forEach(lines::add);
    errors.stream().skip(1).forEach(other -> lines.add(other(other, source)));
    lines.addAll(undeclared(messages));
    return failure(Kind.REJECTED, where, messages.get(0), lines);
  }

  private String other(Diag error, String source) {
    var where = origin.after(source.substring(0, position(error, source)));
    return where.place() + ": " + message(error).get(0);
  }

  /** Why names are missing that were declared: with a type that wasn't. */
  private List<String> undeclared(List<String> messages) {
    return jshell
        .snippets()
        .filter(known -> jshell.status(known) == Status.RECOVERABLE_NOT_DEFINED)
        .map(DeclarationSnippet.class::cast)
        .filter(known -> messages.stream().anyMatch(m -> m.endsWith(" " + known.name())))
        .map(known -> needs(known, "can't be used"))
        .toList();
  }

  private String needs(DeclarationSnippet known, String what) {
    var missing = jshell.unresolvedDependencies(known).collect(Collectors.joining(", "));
    var errors = jshell.diagnostics(known).filter(Diag::isError).map(e -> message(e).get(0));
    var where = origins.getOrDefault(known.id(), origin).place();
    var why =
        missing.isEmpty()
            ? ": " + errors.collect(Collectors.joining(", "))
            : " before " + missing + (missing.contains(", ") ? " are" : " is") + " declared";
    return "%s (%s) %s%s".formatted(known.name(), where, what, why);
  }

  /** At the innermost line of the walkthrough itself: helpers are only where it was noticed. */
  private RunFailure thrown(JShellException thrown) {
    if (thrown instanceof UnresolvedReferenceException missing) {
      return unresolved(missing);
    }
    var described = described(thrown).lines().toList();
    var details = new ArrayList<>(described.subList(1, described.size()));
    for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
      details.addAll(indented("caused by " + described(cause)));
    }
    var places = places(thrown.getStackTrace());
    var where = places.stream().filter(place -> place.file().equals(origin.file())).findFirst();
    for (SourceLocation place : places) {
      if (!where.equals(Optional.of(place))) {
        boolean inside = where.isPresent() && places.indexOf(place) < places.indexOf(where.get());
        details.add((inside ? "thrown at " : "called at ") + place.place());
      }
    }
    return failure(Kind.THREW, where.orElse(origin), described.get(0), details);
  }

  /** At the call, not at the declaration. */
  private RunFailure unresolved(UnresolvedReferenceException thrown) {
    var called = thrown.getSnippet();
    var itself = "#" + called.id();
    var callers =
        Stream.of(thrown.getStackTrace()).filter(frame -> !itself.equals(frame.getFileName()));
    var places = places(callers.toArray(StackTraceElement[]::new));
    var what = called instanceof MethodSnippet ? "can't be called" : "can't be used";
    return failure(
        Kind.UNRESOLVED,
        places.stream().findFirst().orElse(origin),
        needs(called, what),
        places.stream().skip(1).map(caller -> "called at " + caller.place()).toList());
  }

  /** The lines of walkthroughs that were under way, innermost first. */
  private List<SourceLocation> places(StackTraceElement... stack) {
    var places = new ArrayList<SourceLocation>();
    for (StackTraceElement frame : stack) {
      var file = frame.getFileName();
      if (file != null && file.startsWith("#")) {
        Optional.ofNullable(origins.get(file.substring(1)))
            .or(() -> Optional.of(origin).filter(o -> frame.getLineNumber() > 0))
            .map(o -> o.later(Math.max(0, frame.getLineNumber() - 1)))
            .ifPresent(places::add);
      }
    }
    return places;
  }

  private RunFailure failure(
      Kind kind, SourceLocation where, String summary, List<String> details) {
    var lines = details.stream().map(this::visible).toList();
    return new RunFailure(kind, where.place(), visible(summary), lines);
  }

  private String visible(String text) {
    return VisibleText.line(secrets.apply(text));
  }

  private static String described(Throwable thrown) {
    var name =
        thrown instanceof EvalException remote
            ? remote.getExceptionClassName()
            : thrown.getClass().getName();
    var message = thrown.getMessage();
    var simple = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    return message == null || message.isBlank() ? simple : simple + ": " + message;
  }

  private static List<String> indented(String text) {
    var lines = text.lines().toList();
    return lines.stream().map(line -> line == lines.get(0) ? line : "  " + line).toList();
  }

  private static List<String> message(Diag error) {
    return error
        .getMessage(Locale.ROOT)
        .lines()
        .filter(line -> !line.strip().startsWith("location:"))
        .toList();
  }

  private static int position(Diag error, String source) {
    return (int) Math.max(0, Math.min(error.getPosition(), source.length()));
  }

  private static List<String> first(String source) {
    return source.lines().limit(1).toList();
  }
}
