package duet.embedded.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import duet.didcomm.MalformedException;
import java.util.Optional;

/** Whole numbers in bodies. Some wallets write them as texts. */
final class Numbers {

  private static final String WHOLE = "\\d{1,9}";

  private Numbers() {}

  /**
   * @return empty if the field is missing or null
   * @throws MalformedException if it is not a whole number from 0 to 999,999,999
   */
  static Optional<Integer> whole(JsonNode body, String field) {
    var value = body.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    var text = value.asText();
    if (!text.matches(WHOLE)) {
      throw new MalformedException(field, field + " must be a whole number from 0 to 999999999");
    }
    return Optional.of(Integer.parseInt(text));
  }
}
