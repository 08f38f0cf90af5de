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
    if (secret.isEmpty() || secret.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new IllegalArgumentException(
          variable + " must be one or more printable ASCII characters");
    }
  }

  @Override
  public String toString() {
    return variable + "=***";
  }
}
