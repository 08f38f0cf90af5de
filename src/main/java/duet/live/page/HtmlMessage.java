package duet.live.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import duet.live.board.Row;
import duet.live.board.SeenMessage;
import duet.live.board.Standing;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A message as the templates see it: its route, the DIDs decoded, the envelope, and for a leader
 * what it says.
 *
 * @param whole whether long texts are whole
 */
record HtmlMessage(Viewer viewer, Row row, SeenMessage message, boolean whole, Clock clock) {

  private static final int LONGEST = 4_000;
  private static final int LONGEST_DID = 1_000;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  String pair() {
    return new HtmlRow(row, clock.instant()).name();
  }

  MessageLine line() {
    return new MessageLine(message, "/pairs/" + row.id(), clock);
  }

  Optional<String> type() {
    return message.type();
  }

  boolean leads() {
    return viewer.leads();
  }

  /** None of an open invitation to others: who knows its DID could answer it. */
  List<HtmlDid> dids() {
    if (!leads() && row.standing() == Standing.OPEN) {
      return List.of();
    }
    return Stream.of(
            message.senderDid().map(did -> did("From the " + message.from(), did)),
            message.receiverDid().map(did -> did("To the " + message.to(), did)))
        .flatMap(Optional::stream)
        .toList();
  }

  Optional<Envelope> contents() {
    return message.contents().map(contents -> envelope(contents));
  }

  /** Why there is no envelope. */
  String unseen() {
    return message.number() == 0 && message.contents().isEmpty() && message.senderDid().isPresent()
        ? "An invitation is a link, as text or as a picture: it has no envelope."
        : "It passed before duet live was started, or at agents of the settings, so its envelope isn't known.";
  }

  private Envelope envelope(SeenMessage.Contents contents) {
    return new Envelope(
        Optional.of(contents.header())
            .filter(text -> !text.isEmpty())
            .map(text -> text("header", text)),
        contents.readers().stream().map(this::reader).toList(),
        contents.plaintext().filter(text -> leads()).map(text -> text("plaintext", text)));
  }

  private String reader(String key) {
    int hash = Math.max(0, key.indexOf('#'));
    var owner = key.substring(0, hash);
    return Stream.of(
            message.receiverDid().filter(owner::equals).map(did -> message.to()),
            message.senderDid().filter(owner::equals).map(did -> message.from()))
        .flatMap(Optional::stream)
        .findFirst()
        .map(side -> "%s of the %s".formatted(key.substring(hash), side))
        .orElse(new LongText("reader", key, LONGEST_DID).excerpt());
  }

  private HtmlDid did(String role, String did) {
    return HtmlDid.of(role, new LongText("did", did, whole ? did.length() : LONGEST_DID));
  }

  private TextBlock text(String label, String json) {
    var text = new LongText(label, indented(json), whole ? Integer.MAX_VALUE : LONGEST);
    return new TextBlock(label, text.excerpt().lines().toList(), text.cut(), text.length());
  }

  private static String indented(String json) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(MAPPER.readTree(json));
    } catch (JsonProcessingException e) {
      return json;
    }
  }

  /**
   * @param plaintext empty for those who may not read it, too
   */
  record Envelope(
      Optional<TextBlock> header, List<String> readers, Optional<TextBlock> plaintext) {}

  /** Text in lines, which may be cut. */
  record TextBlock(String label, List<String> lines, boolean cut, String length) {}
}
