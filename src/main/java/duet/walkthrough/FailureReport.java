package duet.walkthrough;

import duet.walkthrough.RunFailure.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.UnresolvedReferenceException;

/** Says what went wrong with a snippet, in terms of the file that it stands in. */
final class FailureReport {

  private final JShell jshell;
  private final Map<String, SourceLocation> origins;
  private final SourceLocation origin;
  private final SecretFilter mask;

  FailureReport(
      JShell jshell,
      Map<String, SourceLocation> origins,
      SourceLocation origin,
      SecretFilter mask) {
    this.jshell = jshell;
    this.origins = origins;
    this.origin = origin;
    this.mask = mask;
  }

  /** Whether an event is a failure, and which. */
  Optional<RunFailure> of(SnippetEvent event) {
    if (event.status() == Status.REJECTED) {
      return Optional.of(rejected(event.snippet()));
    }
    if (event.status() == Status.RECOVERABLE_DEFINED
        || event.status() == Status.RECOVERABLE_NOT_DEFINED) {
      return Optional.of(unresolved((DeclarationSnippet) event.snippet()));
    }
    if (event.exception() instanceof EvalException thrown) {
      return Optional.of(thrown(thrown));
    }
    return event.exception() instanceof UnresolvedReferenceException missing
        ? Optional.of(unresolved(missing.getSnippet()))
        : Optional.empty();
  }

  RunFailure unfinished(SnippetSplitter.Next snippet) {
    if (snippet.source().matches("(?s)/\\w.*")) {
      return command(snippet.source());
    }
    var summary = "this snippet isn't finished where its cell ends";
    return failure(Kind.INCOMPLETE, origin, summary, List.of(first(snippet.source())));
  }

  private RunFailure rejected(Snippet snippet) {
    if (snippet.source().matches("(?s)/\\w.*")) {
      return command(snippet.source());
    }
    var errors = jshell.diagnostics(snippet).filter(Diag::isError).toList();
    if (errors.isEmpty()) {
      return failure(
          Kind.REJECTED,
          origin,
          "JShell doesn't take this snippet",
          List.of(first(snippet.source())));
    }
    var error = errors.get(0);
    int at = position(error, snippet.source());
    var before = snippet.source().substring(0, at);
    var where = origin.after(before);
    int column = at - (before.lastIndexOf('\n') + 1);
    var messages = message(error);
    var lines = new ArrayList<String>();
    lines.add(
        snippet.source().lines().skip(SourceLocation.newlines(before)).findFirst().orElse(""));
    lines.add(" ".repeat(column) + "^");
    messages.stream().skip(1).forEach(lines::add);
    errors.stream().skip(1).forEach(other -> lines.add(other(other, snippet.source())));
    return failure(Kind.REJECTED, where, messages.get(0), lines);
  }

  private String other(Diag error, String source) {
    var where = origin.after(source.substring(0, position(error, source)));
    return where.place() + ": " + message(error).get(0);
  }

  private RunFailure command(String source) {
    var summary = "this is a command of the jshell tool, and walkthroughs have none";
    return failure(Kind.REJECTED, origin, summary, List.of(first(source)));
  }

  private RunFailure unresolved(DeclarationSnippet snippet) {
    var missing = jshell.unresolvedDependencies(snippet).collect(Collectors.joining(", "));
    var where = origins.getOrDefault(snippet.id(), origin);
    var errors = jshell.diagnostics(snippet).filter(Diag::isError).map(e -> message(e).get(0));
    var what = missing.isEmpty() ? errors.collect(Collectors.joining(", ")) : missing;
    return failure(
        Kind.UNRESOLVED,
        where,
        "%s refers to something that isn't there: %s".formatted(snippet.name(), what),
        List.of(first(snippet.source())));
  }

  /** At the innermost line of the walkthrough itself: helpers are only where it was noticed. */
  private RunFailure thrown(EvalException thrown) {
    var described = described(thrown).lines().toList();
    var details = new ArrayList<>(described.subList(1, described.size()));
    for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
      details.addAll(indented("caused by " + described(cause)));
    }
    var places = places(thrown);
    var where = places.stream().filter(place -> place.file().equals(origin.file())).findFirst();
    for (SourceLocation place : places) {
      if (!where.equals(Optional.of(place))) {
        boolean inside = where.isPresent() && places.indexOf(place) < places.indexOf(where.get());
        details.add((inside ? "thrown at " : "called at ") + place.place());
      }
    }
    return failure(Kind.THREW, where.orElse(origin), described.get(0), details);
  }

  /** The lines of walkthroughs that were under way, innermost first. */
  private List<SourceLocation> places(Throwable thrown) {
    var places = new ArrayList<SourceLocation>();
    for (StackTraceElement frame : thrown.getStackTrace()) {
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
    var lines = details.stream().map(this::shown).toList();
    return new RunFailure(kind, where.place(), shown(summary), lines);
  }

  private String shown(String text) {
    return VisibleText.line(mask.apply(text));
  }

  private static String described(Throwable thrown) {
    var name =
        thrown instanceof EvalException snippets
            ? snippets.getExceptionClassName()
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

  private static String first(String source) {
    return source.lines().findFirst().orElse("");
  }
}
