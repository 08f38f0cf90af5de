package duet.embedded.store;

import java.util.List;

/**
 * What the records of one type are looked up by: text fields of their JSON. Without fields all
 * records have the same key. A table knows its indexes by identity.
 *
 * @param unique whether at most one record has each key, which never changes
 */
public record Index(boolean unique, List<String> fields) {

  static Index by(String... fields) {
    return new Index(false, List.of(fields));
  }

  static Index uniqueBy(String... fields) {
    return new Index(true, List.of(fields));
  }

  /**
   * @param values one for each field
   */
  public Key key(String... values) {
    return new Key(this, List.of(values));
  }

  /** What one record has in an index, or several have in common. */
  public record Key(Index index, List<String> values) {}
}
