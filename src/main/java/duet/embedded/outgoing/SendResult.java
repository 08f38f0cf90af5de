package duet.embedded.outgoing;

import java.util.Optional;

/**
 * How an attempt to send a request ended.
 *
 * @param status the receiver's HTTP status; 0 if it gave no answer
 * @param answer the start of the answer's body, or why there was no answer
 * @param refusal why it wasn't delivered in spite of its status
 */
public record SendResult(int status, String answer, Optional<String> refusal) {

  public SendResult(int status, String answer) {
    this(status, answer, Optional.empty());
  }

  public static SendResult unreachable(String reason) {
    return new SendResult(0, reason);
  }

  /** The same answer, which says that nothing was delivered. */
  public SendResult refused(String why) {
    return new SendResult(status, answer, Optional.of(why));
  }

  public boolean delivered() {
    return status / 100 == 2 && refusal.isEmpty();
  }

  public boolean unanswered() {
    return status == 0;
  }

  /** In the words of a Cloud Agent; empty if it was delivered. */
  public String reason() {
    if (delivered()) {
      return "";
    }
    return refusal.orElseGet(
        () ->
            unanswered()
                ? "Error when sending message: " + answer
                : "DIDComm sending error: [" + status + "] - " + answer);
  }
}
