package duet.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import duet.file.AtomicFile;
import duet.text.SafeText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Pattern;

/** A credential's JSON schema as people give it, a URL or a file. */
record SchemaText(String text) {

  private static final Pattern URL = Pattern.compile("(?i)(https?|data|did):.+");

  /** In bytes; the offer carries the schema twice. */
  private static final int LONGEST = 32_768;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * The schema's id: the URL itself, or for a file a data URL that holds it, so that no agent has
   * to be able to read the file.
   *
   * @throws UncheckedIOException if the file can't be read
   * @throws IllegalArgumentException if it isn't a JSON object, or too large
   */
  String id() {
    return URL.matcher(text).matches()
        ? text
        : "data:application/json;base64," + Base64.getEncoder().encodeToString(file());
  }

  private byte[] file() {
    var name = SafeText.excerpt(text);
    try {
      var path = Path.of(text);
      if (Files.isRegularFile(path) && Files.size(path) > LONGEST) {
        throw new IllegalArgumentException(
            "the schema file %s has more than %d bytes: put it on a server, and give its URL"
                .formatted(name, LONGEST));
      }
      byte[] content = Files.readAllBytes(path);
      if (JSON.readTree(content).isObject()) {
        return content;
      }
    } catch (JsonProcessingException e) {
      // refused below
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the schema file %s can't be read: %s (a URL begins with http:, https:, data: or did:)"
              .formatted(name, AtomicFile.reason(e)),
          e);
    }
    throw new IllegalArgumentException("the schema file %s isn't a JSON object".formatted(name));
  }
}
