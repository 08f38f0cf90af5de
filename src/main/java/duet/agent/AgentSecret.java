package duet.agent;

import java.util.Objects;

/**
 * A key or token, with the name of the setting that holds it. Only {@link #secret()} gives the
 * secret away; {@code toString} never does.
 *
 * @param variable the setting's name, such as {@code INVITER_APIKEY}, for messages and curl lines
 * @param secret sent as an HTTP header's value, so printable characters only
 */
public record AgentSecret(String variable, String secret) {

  public AgentSecret {
    Objects.requireNonNull(variable, "variable");
    if (secret.isEmpty() || secret.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new IllegalArgumentException(
          variable + " is empty or has characters other than printable ASCII");
    }
  }

  @Override
  public String toString() {
    return variable + "=***";
  }
}
