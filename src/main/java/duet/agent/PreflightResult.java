package duet.agent;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The result of one agent's preflight.
 *
 * @param address as configured
 * @param answered the address that answered, maybe with another path, or with the key in another
 *     header; as configured if none did
 * @param version the agent's version; empty if it reports none or wasn't reached
 * @param took until the list of connections arrived, or the failure was certain
 * @param failure why the agent can't be used, if it can't
 */
public record PreflightResult(
    AgentAddress address,
    AgentAddress answered,
    String version,
    Duration took,
    Optional<AgentException> failure) {

  public boolean reachable() {
    return failure.isEmpty();
  }

  /** The base URL that answered. */
  public URI baseUrl() {
    return answered.url();
  }

  /** Settings to correct, a sentence each; empty if all are right. */
  public List<String> corrections() {
    var corrections = new ArrayList<String>();
    if (!baseUrl().equals(address.url())) {
      corrections.add(
          "nothing at %s; an agent answers at %s: use that URL"
              .formatted(address.url(), baseUrl()));
    }
    if (!answered.token().equals(address.token())) {
      corrections.add("it takes the key as a bearer token: set it as the agent's token");
    } else if (!answered.apiKey().equals(address.apiKey())) {
      corrections.add("it takes the token as header apikey: set it as the agent's API key");
    }
    return corrections;
  }

  @Override
  public String toString() {
    return failure
        .map(AgentException::getMessage)
        .orElseGet(
            () ->
                "%s reached at %s (%s) in %d ms"
                    .formatted(
                        address.name(),
                        baseUrl(),
                        version.isEmpty() ? "version unknown" : version,
                        took.toMillis()));
  }
}
