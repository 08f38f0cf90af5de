package duet.agent;

import java.util.Objects;

/**
 * A key or token, with the name of the setting that holds it. Only {@link #secret()} reveals the
 * secret; {@code toString} never does.
 *
 * @param variable the setting's name, such as {@code INVITER_APIKEY}, for messages and curl lines
 * @param secret the value of an HTTP header, so in printable ASCII
 */
public record AgentSecret(String variable, String secret) {

  public AgentSecret {
    Objects.requireNonNull(variable, "variable");
    Objects.requireNonNull(secret, () -> variable + " is missing (null)");
    if (secret.isBlank()) {
      throw new IllegalArgumentException(
          variable
              + " must be one or more printable ASCII characters (it is empty; an agent that asks"
              + " for no key is opened without one)");
    }
    if (secret.chars().anyMatch(c -> c < ' ' || c > '~')) {
      boolean newline = secret.chars().anyMatch(c -> c == '\n' || c == '\r');
      throw new IllegalArgumentException(
          variable
              + " must be one or more printable ASCII characters"
              + (newline ? " (it has a line break, as keys have that are read from a file)" : ""));
    }
  }

  @Override
  public String toString() {
    return variable + "=***";
  }
}
