package duet.agent;

import java.util.Objects;

/** Checks the ids that callers give. */
final class RecordIds {

  private RecordIds() {}

  /**
   * @param of what it is the id of, such as {@code connection}
   * @throws IllegalArgumentException if it is blank: a call would end at another path
   */
  static void require(String id, String of) {
    if (Objects.requireNonNull(id, () -> "the " + of + "'s id is missing (null)").isBlank()) {
      throw new IllegalArgumentException("the " + of + "'s id is empty");
    }
  }
}
