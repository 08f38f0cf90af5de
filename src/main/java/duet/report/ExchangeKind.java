package duet.report;

import duet.agent.ConnectionMessage;
import duet.agent.ConnectionState;
import duet.agent.CredentialMessage;
import duet.agent.CredentialState;
import duet.agent.ProofMessage;
import duet.agent.ProofState;
import duet.agent.ProtocolMessage;
import duet.agent.State;
import duet.exchange.Side;
import duet.exchange.SidePair;
import duet.exchange.Timeline;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** What two sides were about: their protocol's states and messages, and its good end. */
public enum ExchangeKind {
  HANDSHAKE(ConnectionState::of, Outcome.CONNECTED, ConnectionMessage.values()),
  ISSUANCE(CredentialState::of, Outcome.ISSUED, CredentialMessage.values()),
  PRESENTATION(ProofState::of, Outcome.VERIFIED, ProofMessage.values());

  private final Function<String, State> states;
  private final Outcome complete;
  private final List<ProtocolMessage> messages;

  ExchangeKind(Function<String, State> states, Outcome complete, ProtocolMessage... messages) {
    this.states = states;
    this.complete = complete;
    this.messages = List.of(messages);
  }

  public static ExchangeKind of(SidePair<?> pair) {
    return switch (pair.sides().get(0)) {
      case ISSUER, HOLDER -> ISSUANCE;
      case VERIFIER, PROVER -> PRESENTATION;
      default -> HANDSHAKE;
    };
  }

  /** What the text of a state means. */
  public State state(String text) {
    return states.apply(text);
  }

  /** What a pair has come to that is complete; nobody has verified what an unseen verifier got. */
  Outcome complete(SidePair<?> pair) {
    return this == PRESENTATION && pair.side(Side.VERIFIER).isEmpty() ? Outcome.SENT : complete;
  }

  /**
   * The messages that may have gone to and fro. An offer or a proof request is either in an
   * invitation or a message of its own.
   */
  public List<ProtocolMessage> messages(List<Timeline.Entry> entries) {
    if (this == HANDSHAKE) {
      return messages;
    }
    boolean invited = entries.stream().anyMatch(entry -> entry.state().startsWith("Invitation"));
    var begin = messages.get(invited ? 0 : 1);
    return Stream.concat(Stream.of(begin), messages.stream().skip(2)).toList();
  }

  /** In a sentence. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
