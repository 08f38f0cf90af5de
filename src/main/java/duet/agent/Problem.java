package duet.agent;

import duet.text.SafeText;
import java.util.stream.Stream;

/**
 * An agent's own report of a failure: its error body, or a connection's {@code metaLastFailure}.
 *
 * @param status an HTTP status
 * @param type such as {@code error:ConnectionServiceError:RecordIdNotFound}
 * @param title the type in words
 * @param detail what happened, without the encrypted message that some agents put into it; may be
 *     empty
 */
public record Problem(int status, String type, String title, String detail) {

  private static final int MAX_DETAIL = 401;

  public Problem {
    type = type == null ? "" : type;
    title = title == null ? "" : title;
    detail = SafeText.shorten(withoutEnvelope(detail == null ? "" : detail), MAX_DETAIL);
  }

  @Override
  public String toString() {
    return Stream.of(detail, title, type)
        .filter(text -> !text.isBlank())
        .findFirst()
        .map(String::strip)
        .orElse("status " + status);
  }

  /** Agents write {@code …; DATA:'{"ciphertext":…}'. …} when a peer could not be reached. */
  private static String withoutEnvelope(String detail) {
    int start = detail.indexOf("; DATA:'{");
    if (start < 0) {
      return detail;
    }
    int end = detail.lastIndexOf("}'");
    return detail.substring(0, start) + (end > start ? detail.substring(end + 2) : "");
  }
}
