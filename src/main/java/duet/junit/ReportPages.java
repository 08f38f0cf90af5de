package duet.junit;

import duet.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The pages of one failed test, {@code handshakes/CLASS.METHOD-1.html} and so on under JUnit's
 * {@code junit.platform.reporting.output.dir}, else under {@code target} or {@code build},
 * whichever is there, else among the temporary files. JUnit itself takes files only from 5.12 on.
 *
 * @param prefix of the pages' names
 */
record ReportPages(Path directory, String prefix) {

  private static final String OUTPUT = "junit.platform.reporting.output.dir";
  private static final Pattern INVOCATION = Pattern.compile("-invocation:#(\\d+)]");
  private static final int MAX_NAME = 150;

  static ReportPages of(ExtensionContext context) {
    var output =
        context
            .getConfigurationParameter(OUTPUT, Path::of)
            .or(
                () ->
                    Stream.of("target", "build")
                        .map(Path::of)
                        .filter(Files::isDirectory)
                        .findFirst())
            .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
    return new ReportPages(output.resolve("handshakes"), prefix(context));
  }

  /** Replaces the page of an earlier run. */
  Path write(int number, Report report) throws IOException {
    var page = Files.createDirectories(directory).resolve(prefix + "-" + number + ".html");
    report.writeTo(page);
    return page;
  }

  private static String prefix(ExtensionContext context) {
    var test = context.getTestClass().map(Class::getName).orElse("");
    var method = context.getTestMethod().map(found -> "." + found.getName()).orElse("");
    var name = (test + method).replaceAll("[^\\w.$-]", "_");
    var cut = name.substring(Math.max(0, name.length() - MAX_NAME));
    return cut + invocation(context.getUniqueId()).map(number -> "-" + number).orElse("");
  }

  /** The last one's number, of a test that runs several times. */
  private static Optional<String> invocation(String id) {
    return INVOCATION
        .matcher(id)
        .results()
        .reduce((first, second) -> second)
        .map(found -> found.group(1));
  }
}
