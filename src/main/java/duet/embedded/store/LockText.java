package duet.embedded.store;

import duet.text.HttpUrl;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a directory's file {@code lock} says: a line each for the process that uses it and the last
 * commit that was kept, and one for where others reach the agent's REST API while it is shared.
 *
 * @param process its id
 * @param commit 0 if there is none
 * @param rest empty also if its line is damaged, incomplete, or of another process
 */
public record LockText(long process, long commit, Optional<URI> rest) {

  /** The length of {@link #head}. */
  static final int HEAD_BYTES = head(0, 0).length;

  /** More than a file of ours has. */
  static final int MOST_BYTES = 1024;

  private static final Pattern FORM =
      Pattern.compile("pid (\\d{20})\\s+commit (\\d{20})\\s*(?:rest (\\d{20}) (\\S+)\\R)?");

  static Optional<LockText> parse(String text) {
    var parts = FORM.matcher(text);
    if (!parts.lookingAt()) {
      return Optional.empty();
    }
    try {
      var process = Long.parseLong(parts.group(1));
      var rest =
          Optional.ofNullable(parts.group(4))
              .filter(url -> parts.group(3).equals(parts.group(1)))
              .flatMap(LockText::url);
      return Optional.of(new LockText(process, Long.parseLong(parts.group(2)), rest));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The first two lines, which always have the same length. */
  static byte[] head(long process, long commit) {
    return bytes("pid %020d%ncommit %020d%n".formatted(process, commit));
  }

  /** The third line. */
  static byte[] rest(long process, URI url) {
    return bytes("rest %020d %s%n".formatted(process, url));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static Optional<URI> url(String text) {
    try {
      return Optional.of(HttpUrl.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
