package duet.cli;

import duet.text.SafeText;
import java.nio.file.InvalidPathException;
import java.util.Optional;

/**
 * Whether the locale had an encoding for all that this process was given. Java replaces what it
 * can't decode, and the bytes are lost.
 */
final class LocaleCheck {

  private static final String LOST = "\ufffd";

  private LocaleCheck() {}

  /** What can't be read, if anything, with the remedy: an argument, or the current directory. */
  static Optional<String> failure(String... args) {
    for (String arg : args) {
      if (arg.contains(LOST)) {
        return Optional.of(sentence("the argument '" + SafeText.excerpt(arg) + "'"));
      }
    }
    var directory = System.getProperty("user.dir");
    return directory.contains(LOST)
        ? Optional.of(sentence("the name of the current directory, " + SafeText.excerpt(directory)))
        : Optional.empty();
  }

  /** Why a file can't have this name. */
  static String explain(InvalidPathException failure) {
    var name = "the file name '" + SafeText.excerpt(failure.getInput()) + "'";
    return failure.getInput().indexOf(0) >= 0
        ? name + " contains a null character"
        : sentence(name);
  }

  private static String sentence(String what) {
    var encoding = System.getProperty("sun.jnu.encoding");
    return "can't use "
        + what
        + (encoding.equals("UTF-8")
            ? ": it is not in UTF-8, which the locale says it is"
            : " in this locale's encoding, %s: set a UTF-8 locale, such as LC_ALL=C.UTF-8"
                .formatted(encoding));
  }
}
