package duet.embedded;

import java.net.URI;
import java.util.Objects;

/**
 * An embedded agent that shares its directory.
 *
 * @param url where its REST API is
 * @param process the id of the process that it runs in
 */
public record RunningAgent(URI url, long process) {

  public RunningAgent {
    Objects.requireNonNull(url, "url");
  }
}
