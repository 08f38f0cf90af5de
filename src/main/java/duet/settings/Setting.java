package duet.settings;

import duet.agent.AgentSecret;
import duet.didcomm.MalformedException;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One value, and where it was set.
 *
 * @param name as written there, maybe an alias
 * @param origin {@code the environment}, {@code variables.env line 3} or {@code an option}
 */
record Setting(String name, String value, String origin) {

  private static final Pattern REFERENCE = Pattern.compile("\\$(\\{\\w|[A-Za-z_])");
  static final String NOT_EXPANDED =
      "nothing is expanded here, so $NAME and ${NAME} stay as they are: write the value itself";

  /** The value without white space around it. */
  String text() {
    return value.strip();
  }

  /**
   * The value as a key that HTTP headers can carry.
   *
   * @throws SettingsException if it isn't one
   */
  AgentSecret secret() {
    try {
      return new AgentSecret(name, text());
    } catch (IllegalArgumentException e) {
      throw new SettingsException(this + ": must be one or more printable ASCII characters");
    }
  }

  /**
   * The parsed value.
   *
   * @throws SettingsException with the parser's message, if it refuses the value
   */
  <T> T parse(Function<String, T> parser) {
    try {
      return parser.apply(text());
    } catch (IllegalArgumentException | MalformedException e) {
      throw new SettingsException(
          this + ": " + (mentionsAnother() ? NOT_EXPANDED : e.getMessage()));
    }
  }

  /** Whether the value contains what a shell would replace. */
  boolean mentionsAnother() {
    return REFERENCE.matcher(value).find();
  }

  /** Never the value: it may be a key. */
  @Override
  public String toString() {
    return name + " in " + origin;
  }
}
