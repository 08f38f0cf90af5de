package duet.walkthrough;

import java.lang.module.ModuleDescriptor;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the jshell tool begins with, and its other scripts that {@code /open} knows by name. */
final class StartupScript {

  /** Since when a whole module can be imported. */
  private static final int MODULE_IMPORTS = 25;

  /** The imports that every script may count on. */
  static final Walkthrough DEFAULT = Walkthrough.parse("DEFAULT", defaultImports());

  private static final String PRINTING =
      """
      void print(Object value) { System.out.print(value); }
      void print(char[] value) { System.out.print(value); }
      void println() { System.out.println(); }
      void println(Object value) { System.out.println(value); }
      void println(char[] value) { System.out.println(value); }
      void printf(Locale locale, String format, Object... args) { System.out.printf(locale, format, args); }
      void printf(String format, Object... args) { System.out.printf(format, args); }
      """;

  private StartupScript() {}

  /** One of the tool's own by its name, or else a file, in the current directory unless told. */
  static Walkthrough read(String name) {
    return switch (name) {
      case "DEFAULT" -> DEFAULT;
      case "PRINTING" -> Walkthrough.parse(name, PRINTING);
      case "JAVASE" -> Walkthrough.parse(name, importsOfJavaSe());
      default ->
          Walkthrough.read(
              name.startsWith("~/")
                  ? Path.of(System.getProperty("user.home"), name.substring(2))
                  : Path.of(name));
    };
  }

  private static String defaultImports() {
    var packages =
        Stream.of(
            "io",
            "math",
            "net",
            "nio.file",
            "util",
            "util.concurrent",
            "util.function",
            "util.prefs",
            "util.regex",
            "util.stream");
    var imports = packages.map(name -> "import java." + name + ".*;\n");
    boolean modules = Runtime.version().feature() >= MODULE_IMPORTS;
    return imports.collect(Collectors.joining()) + (modules ? "import module java.base;\n" : "");
  }

  private static String importsOfJavaSe() {
    return ModuleLayer.boot().modules().stream()
        .filter(module -> module.getName().startsWith("java."))
        .flatMap(module -> module.getDescriptor().exports().stream())
        .filter(exported -> !exported.isQualified())
        .map(ModuleDescriptor.Exports::source)
        .sorted()
        .map(name -> "import " + name + ".*;\n")
        .collect(Collectors.joining());
  }
}
