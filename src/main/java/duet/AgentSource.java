package duet;

/** Where agents come from. */
public enum AgentSource {
  /** The settings, as far as they name agents; otherwise embedded ones are started. */
  AUTO,
  /** Embedded agents, whatever the settings say. */
  EMBEDDED,
  /** The settings, which must name them. */
  SETTINGS
}
