package duet.settings;

import duet.agent.AgentSecret;
import duet.didcomm.MalformedException;
import java.util.function.Function;

/**
 * One value, and where it was set.
 *
 * @param name as written there, maybe an alias
 * @param origin {@code the environment}, {@code variables.env line 3} or {@code an option}
 */
record Setting(String name, String value, String origin) {

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
      throw new SettingsException(this + ": " + e.getMessage());
    }
  }

  /** Never the value: it may be a key. */
  @Override
  public String toString() {
    return name + " in " + origin;
  }
}
