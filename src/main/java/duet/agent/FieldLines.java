package duet.agent;

import duet.text.SafeText;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;

/** A record as text, a line for each field, with control characters escaped. */
final class FieldLines {

  private final StringJoiner lines = new StringJoiner("\n");

  FieldLines add(String name, String value) {
    lines.add("%-10s  %s".formatted(name, SafeText.escape(value)));
    return this;
  }

  /** Absent ones have no line. */
  FieldLines add(String name, Optional<?> value) {
    value.ifPresent(present -> add(name, present.toString()));
    return this;
  }

  /** In the order of their names. */
  FieldLines addAll(Map<String, Object> fields) {
    new TreeMap<>(fields).forEach((name, value) -> add(name, value.toString()));
    return this;
  }

  @Override
  public String toString() {
    return lines.toString();
  }
}
