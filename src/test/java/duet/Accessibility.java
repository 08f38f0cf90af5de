package duet;

import duet.fixture.Browser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** What axe-core finds on a page, if npm can get it. */
final class Accessibility {

  private static Optional<String> missing;

  private Accessibility() {}

  /**
   * Why nothing can be found; told once.
   *
   * @throws IllegalStateException if it has to be there
   */
  static synchronized Optional<String> missing() {
    if (missing == null) {
      boolean required = Boolean.parseBoolean(System.getenv(NeedsPackage.REQUIRED));
      missing = NodePackage.AXE.assemble(required);
      missing.ifPresent(why -> System.out.println("Skipped accessibility: " + why));
      if (required && missing.isPresent()) {
        throw new IllegalStateException(NeedsPackage.REQUIRED + " is true, but " + missing.get());
      }
    }
    return missing;
  }

  /** The rules that it breaks, with the elements. */
  static List<String> flaws(Browser browser) {
    try {
      browser.execute(Files.readString(NodePackage.AXE.file("axe-core/axe.min.js")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var flaws =
        browser.await(
            """
            const done = arguments[0];
            axe.run().then(result => done(result.violations.map(
                flaw => flaw.id + ': ' + flaw.nodes.map(node => node.html).join(' '))));
            """);
    return ((List<?>) flaws).stream().map(String.class::cast).toList();
  }
}
