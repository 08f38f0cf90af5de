package duet.settings;

/**
 * One value, and where it stands.
 *
 * @param name as written there, which may be an alias
 * @param origin {@code the environment}, {@code variables.env line 3} or {@code an option}
 */
record Setting(String name, String value, String origin) {

  SettingsException wrong(String expected) {
    return new SettingsException(name + " in " + origin + ": " + expected);
  }

  /** Never the value: it may be a key. */
  @Override
  public String toString() {
    return name + " in " + origin;
  }
}
