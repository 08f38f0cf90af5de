package duet.live.board;

import duet.agent.ConnectionMessage;
import duet.agent.CredentialMessage;
import duet.agent.ProofMessage;
import duet.agent.ProtocolMessage;
import java.util.Optional;
import java.util.stream.Stream;

/** The messages of the three protocols: their names for people, and how their types end. */
enum MessageName {
  INVITATION("invitation", ConnectionMessage.INVITATION, "/invitation"),
  CONNECTION_REQUEST("connection request", ConnectionMessage.REQUEST, "/connections/1.0/request"),
  CONNECTION_RESPONSE(
      "connection response", ConnectionMessage.RESPONSE, "/connections/1.0/response"),
  CREDENTIAL_INVITATION("invitation", CredentialMessage.INVITATION, "/invitation"),
  CREDENTIAL_OFFER("credential offer", CredentialMessage.OFFER, "/offer-credential"),
  CREDENTIAL_REQUEST("credential request", CredentialMessage.REQUEST, "/request-credential"),
  CREDENTIAL("credential", CredentialMessage.CREDENTIAL, "/issue-credential"),
  PROOF_INVITATION("invitation", ProofMessage.INVITATION, "/invitation"),
  PROOF_REQUEST("proof request", ProofMessage.REQUEST, "/request-presentation"),
  PRESENTATION("presentation", ProofMessage.PRESENTATION, "/presentation");

  private final String text;
  private final ProtocolMessage message;
  private final String typeEnd;

  MessageName(String text, ProtocolMessage message, String typeEnd) {
    this.text = text;
    this.message = message;
    this.typeEnd = typeEnd;
  }

  ProtocolMessage message() {
    return message;
  }

  static MessageName of(ProtocolMessage message) {
    return Stream.of(values()).filter(name -> name.message == message).findFirst().orElseThrow();
  }

  boolean isOf(String type) {
    return type.endsWith(typeEnd);
  }

  /** A type's own last word, for one that isn't among them. */
  static String of(String type) {
    Optional<MessageName> known = Stream.of(values()).filter(name -> name.isOf(type)).findFirst();
    return known
        .map(MessageName::toString)
        .orElseGet(() -> type.substring(type.lastIndexOf('/') + 1).replace('-', ' '));
  }

  @Override
  public String toString() {
    return text;
  }
}
