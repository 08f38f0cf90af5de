package duet.embedded;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request to one of two real agents, and its answer: first the request's line and body, then the
 * head of the answer and its body.
 *
 * @param number of the file's name
 * @param agent A, issuer and verifier, or B, holder and prover
 * @param answer missing if there was no body
 */
record CredentialRecording(
    String name,
    int number,
    String method,
    String path,
    String agent,
    Optional<String> body,
    int status,
    JsonNode answer) {

  private static final Path FOLDER = Path.of("..", "shared", "credentials", "agent", "http");

  private static final Pattern FORM =
      Pattern.compile(
          "(?<method>\\w+) (?<path>\\S+)  \\(agent (?<agent>[AB])\\)\\n(?<body>.*?)\\n\\n"
              + "HTTP/1.1 (?<status>\\d{3}) .*?\\n\\n(?<answer>.*)",
          Pattern.DOTALL);

  /** Those whose numbers are in a range, in the order in which they were made. */
  static List<CredentialRecording> between(int first, int last) {
    assumeTrue(Files.isDirectory(FOLDER), FOLDER + " is not beside this checkout");
    try (var files = Files.list(FOLDER)) {
      return files
          .sorted()
          .map(CredentialRecording::read)
          .filter(one -> one.number() >= first && one.number() <= last)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }

  private static CredentialRecording read(Path file) {
    try {
      var name = file.getFileName().toString().replace(".txt", "");
      var form = FORM.matcher(Files.readString(file).replace("\r\n", "\n"));
      assumeTrue(form.matches(), name + " has another form");
      return new CredentialRecording(
          name,
          Integer.parseInt(name.substring(0, 2)),
          form.group("method"),
          form.group("path"),
          form.group("agent"),
          Optional.of(form.group("body").strip()).filter(body -> !body.isEmpty()),
          Integer.parseInt(form.group("status")),
          Rest.json(form.group("answer").strip()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
