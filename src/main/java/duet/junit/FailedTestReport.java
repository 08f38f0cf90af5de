package duet.junit;

import duet.exchange.ExchangeException;
import duet.exchange.RunningExchange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Reports of the handshakes of a failed test, and of its issuances and presentations. */
record FailedTestReport(List<ExchangeReport> reports) {

  /** How far causes are followed: they may form a circle. */
  private static final int MAX_CAUSES = 50;

  /**
   * Attaches the reports of a test's exchanges to its failure; of the one that failed itself, too.
   * Whatever goes wrong here becomes part of the failure, and doesn't replace it.
   *
   * @param own those that the test began
   */
  static void attach(ExtensionContext context, Throwable failure, List<RunningExchange<?>> own) {
    try {
      var report = of(failure, own);
      if (!report.reports().isEmpty()) {
        report.attach(context, failure);
      }
    } catch (Throwable e) {
      if (e != failure) {
        failure.addSuppressed(e);
      }
    }
  }

  private static FailedTestReport of(Throwable failure, List<RunningExchange<?>> own) {
    var failed = failed(failure).map(ExchangeReport::of);
    var reports =
        own.stream()
            .map(ExchangeReport::of)
            .map(one -> failed.filter(one::sameAs).orElse(one))
            .collect(Collectors.toCollection(ArrayList::new));
    failed.filter(one -> !reports.contains(one)).ifPresent(reports::add);
    return new FailedTestReport(reports);
  }

  private static Optional<ExchangeException> failed(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .limit(MAX_CAUSES)
        .filter(ExchangeException.class::isInstance)
        .map(ExchangeException.class::cast)
        .findFirst();
  }

  /** Adds text to the failure, where every tool shows it, and pages to the build's output. */
  private void attach(ExtensionContext context, Throwable failure) throws IOException {
    var text = reports.stream().map(ExchangeReport::toText).collect(Collectors.joining("\n"));
    var all = reports.stream().allMatch(one -> one.report().subject().equals("handshake"));
    var timelines =
        new Timelines((all ? "the handshakes" : "the exchanges") + " of this test\n" + text);
    failure.addSuppressed(timelines);
    context.publishReportEntry("timeline", text);
    var pages = ReportPages.of(context);
    for (int i = 0; i < reports.size(); i++) {
      Path page = pages.write(i + 1, reports.get(i).report());
      context.publishReportEntry("page", page.toString());
    }
  }

  /** Carries text as a suppressed exception; it isn't a failure itself. */
  static final class Timelines extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Timelines(String text) {
      super(text, null, false, false);
    }
  }
}
