package duet.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import duet.text.SafeText;
import java.util.List;
import java.util.stream.Stream;

/** An agent's answer, as it came. */
record HttpReply(int status, String contentType, String body) {

  static final ObjectMapper MAPPER = new ObjectMapper();

  private static final int MAX_SUMMARY = 100;
  private static final List<String> PROBLEM =
      List.of("status", "type", "title", "detail", "instance");

  /** Whether the status is 2xx. */
  boolean ok() {
    return status / 100 == 2;
  }

  /** The body; missing if it isn't JSON. */
  JsonNode json() {
    return parse(body);
  }

  /** Missing if the text isn't JSON. */
  static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** A field's text, empty if there is none. */
  String text(String pointer) {
    return json().at(pointer).asText();
  }

  /** Fails the case unless the answer has this status and a JSON object. */
  JsonNode object(int expected) {
    Deviation.unless(
        status == expected && json().isObject(), expected + " with a JSON object", summary());
    Deviation.unless(
        contentType.startsWith("application/json"),
        "application/json",
        contentType.isEmpty() ? "no type" : contentType);
    return json();
  }

  /** Fails the case unless the answer has this status and no body. */
  void empty(int expected) {
    Deviation.unless(status == expected && body.isEmpty(), expected + " without a body", summary());
  }

  /** Fails the case unless a message was accepted: any 2xx, and no body. */
  void accepted() {
    Deviation.unless(ok() && body.isEmpty(), "2xx without a body", summary());
  }

  /**
   * Fails the case unless it was refused so, with the error body that the contract knows.
   *
   * @param otherwise what agents in use are known to do instead
   */
  void refused(int expected, String type, KnownDeviations... otherwise) {
    if (status != expected || !text("/type").endsWith(type)) {
      throw deviation(expected + " " + type, otherwise);
    }
    problem();
  }

  /** Fails the case unless it was refused as one that can't be decoded. */
  void undecodable() {
    refused(400, "RequestBodyDecodingFailure");
  }

  /** Fails the case unless a message was refused for whatever reason. */
  void rejected(KnownDeviations otherwise) {
    if (status / 100 != 4) {
      throw deviation("4xx", KnownDeviations.SERVER_ERROR, otherwise);
    }
    problem();
  }

  /** Fails the case unless this is an error body. */
  void problem() {
    var json = object(status);
    for (String field : PROBLEM) {
      Deviation.unless(json.hasNonNull(field), "an error with '" + field + "'", summary());
    }
    Deviation.unlessEqual("an error with status", status, json.path("status").asInt());
  }

  /** The status, and the error's type and detail or how the body begins; for messages. */
  String summary() {
    var problem = (text("/type") + " " + text("/detail")).strip();
    var said = problem.isEmpty() ? body.strip() : problem;
    return (status + " " + SafeText.shorten(said, MAX_SUMMARY)).strip();
  }

  /** All known deviations but a server's error are to take what ought to be refused. */
  private Deviation deviation(String expected, KnownDeviations... known) {
    return Stream.of(known)
        .filter(k -> k == KnownDeviations.SERVER_ERROR ? status == 500 : ok())
        .findFirst()
        .map(k -> Deviation.differs(expected, summary(), k))
        .orElseGet(() -> Deviation.failed(expected, summary()));
  }
}
