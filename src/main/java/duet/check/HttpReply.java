package duet.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import duet.text.SafeText;
import java.util.List;
import java.util.Optional;

/** An agent's answer, as it came. */
record HttpReply(int status, String contentType, String body) {

  static final ObjectMapper MAPPER = new ObjectMapper();

  private static final int MAX_SUMMARY = 100;
  private static final List<String> PROBLEM =
      List.of("status", "type", "title", "detail", "instance");

  /** The body; missing if it isn't JSON. */
  JsonNode json() {
    try {
      return body.isEmpty() ? MissingNode.getInstance() : MAPPER.readTree(body);
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
    if (status != expected || !json().isObject()) {
      throw Deviation.failed(expected + " with a JSON object", summary());
    }
    if (!contentType.startsWith("application/json")) {
      throw Deviation.failed("application/json", contentType.isEmpty() ? "no type" : contentType);
    }
    return json();
  }

  /** Fails the case unless the answer has this status and no body. */
  void nothing(int expected) {
    if (status != expected || !body.isEmpty()) {
      throw Deviation.failed(expected + " without a body", summary());
    }
  }

  /** Fails the case unless a message was taken: any 2xx, and no body. */
  void taken() {
    if (status / 100 != 2 || !body.isEmpty()) {
      throw Deviation.failed("2xx without a body", summary());
    }
  }

  /** Fails the case unless it was refused so, with the error body that the contract knows. */
  void refused(int expected, String type) {
    refused(expected, type, Optional.empty());
  }

  void refused(int expected, String type, KnownDeviations otherwise) {
    refused(expected, type, Optional.of(otherwise));
  }

  private void refused(int expected, String type, Optional<KnownDeviations> otherwise) {
    if (status == expected && text("/type").endsWith(type)) {
      problem();
      return;
    }
    var wanted = expected + " " + type;
    if (status == 500 && otherwise.equals(Optional.of(KnownDeviations.SERVER_ERROR))
        || status / 100 == 2
            && otherwise.filter(k -> k != KnownDeviations.SERVER_ERROR).isPresent()) {
      throw Deviation.differs(wanted, summary(), otherwise.get());
    }
    throw Deviation.failed(wanted, summary());
  }

  /** Fails the case unless a message was refused for whatever reason. */
  void turnedAway(KnownDeviations otherwise) {
    if (status / 100 == 4) {
      problem();
    } else if (status == 500) {
      throw Deviation.differs("4xx", summary(), KnownDeviations.SERVER_ERROR);
    } else if (otherwise != KnownDeviations.SERVER_ERROR && status / 100 == 2) {
      throw Deviation.differs("4xx", summary(), otherwise);
    } else {
      throw Deviation.failed("4xx", summary());
    }
  }

  /** Fails the case unless this is an error body. */
  void problem() {
    var json = object(status);
    for (String field : PROBLEM) {
      if (json.path(field).isMissingNode() || json.path(field).isNull()) {
        throw Deviation.failed("an error with '" + field + "'", summary());
      }
    }
    Deviation.unlessEqual("an error with status", status, json.path("status").asInt());
  }

  /** The status, and the error's type and detail or how the body begins; for messages. */
  String summary() {
    var problem = (text("/type") + " " + text("/detail")).strip();
    var said = problem.isEmpty() ? body.strip() : problem;
    return (status + " " + SafeText.shorten(said, MAX_SUMMARY)).strip();
  }
}
