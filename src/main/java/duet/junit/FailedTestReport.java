package duet.junit;

import duet.handshake.Handshake;
import duet.handshake.HandshakeException;
import duet.report.Report;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.MediaType;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Reports of the handshakes of a failed test. */
record FailedTestReport(List<Report> reports) {

  /**
   * @param recent reported if the failure isn't a handshake's own
   */
  static Optional<FailedTestReport> of(Throwable failure, List<Handshake> recent) {
    var reports =
        Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
            .filter(HandshakeException.class::isInstance)
            .limit(1)
            .map(cause -> Report.of((HandshakeException) cause))
            .toList();
    if (reports.isEmpty()) {
      reports = recent.stream().map(one -> Report.of(one.pair(), one.progress())).toList();
    }
    return reports.isEmpty() ? Optional.empty() : Optional.of(new FailedTestReport(reports));
  }

  /** Adds text to the failure, where every tool shows it, and pages to JUnit's output. */
  void attach(ExtensionContext context, Throwable failure) {
    var text = reports.stream().map(Report::toText).collect(Collectors.joining("\n"));
    failure.addSuppressed(new Timelines(text));
    context.publishReportEntry("timeline", text);
    for (int i = 0; i < reports.size(); i++) {
      var page = reports.get(i).toHtml();
      context.publishFile(
          "handshake-" + (i + 1) + ".html",
          MediaType.create("text", "html", StandardCharsets.UTF_8),
          file -> Files.writeString(file, page));
    }
  }

  /** Carries text as a suppressed exception; it isn't a failure itself. */
  static final class Timelines extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Timelines(String text) {
      super("the handshakes of this test\n" + text, null, false, false);
    }
  }
}
