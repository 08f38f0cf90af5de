package duet.didcomm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.text.SafeText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What went wrong with a message, told to whoever sent it (DIDComm Messaging, "Problem Reports").
 *
 * @param code such as {@code e.p.req.not_enroll}
 * @param comment for people, where {@code {1}} stands for the first of the arguments; may be empty
 * @param pthid the thread in which the problem occurred; the id of the message that began it
 */
public record ProblemReport(String code, String comment, List<String> args, String pthid) {

  public static final String TYPE = "https://didcomm.org/report-problem/2.0/problem-report";

  /** Of what a stranger wrote, in characters. */
  private static final int MAX_SHOWN = 200;

  private static final int MAX_ARGS = 8;

  private static final Pattern ANY_VERSION =
      Pattern.compile("https?://[^/]+/[^/]+/[\\d.]+/problem-report");

  public ProblemReport {
    args = List.copyOf(args);
    Objects.requireNonNull(comment);
    Objects.requireNonNull(pthid);
    Objects.requireNonNull(code);
  }

  /** The report in a message; empty if it is of another type. Whatever it lacks is left empty. */
  public static Optional<ProblemReport> of(Message message) {
    if (!ANY_VERSION.matcher(message.type()).matches()) {
      return Optional.empty();
    }
    ObjectNode body = message.body();
    List<String> args = body.path("args").valueStream().map(JsonNode::asText).toList();
    String pthid = message.pthid().or(message::thid).orElse("");
    return Optional.of(
        new ProblemReport(body.path("code").asText(), body.path("comment").asText(), args, pthid));
  }

  /**
   * @param to empty if whom it is for is unknown
   */
  public Message toMessage(String id, String from, Optional<String> to) {
    ObjectNode body = JsonObject.create().put("code", code).put("comment", comment);
    args.forEach(body.putArray("args")::add);
    return new Message(
        id,
        TYPE,
        Optional.of(from),
        to.stream().toList(),
        Optional.empty(),
        Optional.of(pthid),
        Optional.empty(),
        Optional.empty(),
        body,
        List.of());
  }

  /** Code and comment in one line, of 200 characters at most. */
  @Override
  public String toString() {
    String text = SafeText.shorten(comment, MAX_SHOWN);
    for (int i = 0; i < Math.min(args.size(), MAX_ARGS); i++) {
      text = text.replace("{" + (i + 1) + "}", SafeText.shorten(args.get(i), MAX_SHOWN / 4));
    }
    String shown = code.isEmpty() ? "no code" : code;
    return SafeText.excerpt(text.isBlank() ? shown : shown + ": " + text, MAX_SHOWN);
  }
}
