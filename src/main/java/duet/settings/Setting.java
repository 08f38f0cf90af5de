package duet.settings;

import java.util.function.Function;

/**
 * One value, and where it stands.
 *
 * @param name as written there, which may be an alias
 * @param origin {@code the environment}, {@code variables.env line 3} or {@code an option}
 */
record Setting(String name, String value, String origin) {

  /**
   * What the value stands for, white space around it ignored.
   *
   * @throws SettingsException if the parser throws an {@link IllegalArgumentException}, with its
   *     message
   */
  <T> T parse(Function<String, T> parser) {
    try {
      return parser.apply(value.strip());
    } catch (IllegalArgumentException e) {
      throw new SettingsException(this + ": " + e.getMessage());
    }
  }

  /** Never the value: it may be a key. */
  @Override
  public String toString() {
    return name + " in " + origin;
  }
}
