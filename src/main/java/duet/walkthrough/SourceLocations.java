package duet.walkthrough;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import jdk.jshell.Snippet;

/** Where each snippet stands that a JShell knows. */
final class SourceLocations {

  private final Map<String, SourceLocation> byId = new HashMap<>();

  /** A method that is defined again has the id that it had. */
  void put(Snippet snippet, SourceLocation origin) {
    byId.put(snippet.id(), origin);
  }

  Optional<SourceLocation> find(Snippet snippet) {
    return find(snippet.id());
  }

  Optional<SourceLocation> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }
}
