package duet.live.board;

import duet.didcomm.Envelope;
import duet.didcomm.JsonObject;
import duet.didcomm.MalformedException;
import duet.didcomm.Message;
import duet.embedded.outgoing.MessageTrace;
import duet.embedded.outgoing.MessageTrace.Direction;
import duet.exchange.Side;
import duet.text.SafeText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A message that an embedded agent sent or received. Of a message that goes through a mediator, the
 * receiver's envelope tells more than the sender's, which is for the mediator.
 *
 * @param agent the side whose agent had it in hand
 * @param from the sender's DID, {@code to} the receiver's
 * @param threads that it may belong to, the most likely one first
 * @param header the protected header's JSON
 * @param readers ids of the keys that can open the envelope
 * @param plaintext empty once it had to make room
 */
record TracedMessage(
    Side agent,
    Direction direction,
    String id,
    String type,
    Optional<String> from,
    Optional<String> to,
    Set<String> threads,
    Instant at,
    String header,
    List<String> readers,
    Optional<String> plaintext) {

  private static final int MOST_HEADER = 8_192;
  private static final int MOST_READERS = 20;
  private static final int OVERHEAD = 100;

  /** Messages to and from a mediator are about others. */
  private static final List<String> LEFT_OUT =
      List.of(
          "https://didcomm.org/routing/",
          "https://didcomm.org/messagepickup/",
          "https://didcomm.org/coordinate-mediation/");

  /** Empty for what isn't shown, or can't be read. */
  static Optional<TracedMessage> of(Side agent, MessageTrace trace, Instant at) {
    try {
      var message = Message.parse(trace.plaintext());
      return LEFT_OUT.stream().anyMatch(message.type()::startsWith)
          ? Optional.empty()
          : Optional.of(of(agent, trace, message, at));
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  /** Whether both are the same message, seen by its sender and its receiver, or sent again. */
  boolean same(TracedMessage other) {
    return id.equals(other.id) && type.equals(other.type) && from.equals(other.from);
  }

  /** The same message, whose other end has it now. */
  TracedMessage seenAgain(TracedMessage later) {
    return direction == Direction.SENT && later.direction == Direction.RECEIVED
        ? new TracedMessage(
            agent,
            direction,
            id,
            type,
            from,
            to,
            threads,
            at,
            later.header,
            later.readers,
            plaintext)
        : this;
  }

  TracedMessage withoutPlaintext() {
    return new TracedMessage(
        agent, direction, id, type, from, to, threads, at, header, readers, Optional.empty());
  }

  /** In characters, as is {@link #envelopeSize}. */
  int plaintextSize() {
    return plaintext.map(String::length).orElse(0);
  }

  /** Of what is kept besides the plaintext, somewhat more for what every message takes. */
  int envelopeSize() {
    return OVERHEAD
        + header.length()
        + Stream.of(readers, threads, List.of(id, type, from.orElse(""), to.orElse("")))
            .flatMap(Collection::stream)
            .mapToInt(String::length)
            .sum();
  }

  private static TracedMessage of(Side agent, MessageTrace trace, Message message, Instant at) {
    var threads = new LinkedHashSet<String>();
    Stream.of(message.thid(), message.pthid(), Optional.of(message.id()))
        .flatMap(Optional::stream)
        .forEach(threads::add);
    return new TracedMessage(
        agent,
        trace.direction(),
        message.id(),
        message.type(),
        message.from(),
        message.to().stream().findFirst(),
        threads,
        at,
        header(trace.envelope()),
        Envelope.recipients(trace.envelope()).stream().limit(MOST_READERS).toList(),
        Optional.of(trace.plaintext()));
  }

  private static String header(String envelope) {
    var encoded = JsonObject.parse("envelope", envelope).text("protected");
    try {
      var json = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
      return SafeText.shorten(json, MOST_HEADER);
    } catch (IllegalArgumentException e) {
      return SafeText.shorten(encoded, MOST_HEADER);
    }
  }
}
