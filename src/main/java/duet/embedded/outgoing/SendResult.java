package duet.embedded.outgoing;

/**
 * How an attempt to send a request ended.
 *
 * @param status the receiver's HTTP status; 0 if it gave no answer
 * @param answer the start of the answer's body, or why there was no answer
 */
public record SendResult(int status, String answer) {

  public static SendResult unreachable(String reason) {
    return new SendResult(0, reason);
  }

  public boolean delivered() {
    return status / 100 == 2;
  }

  public boolean unanswered() {
    return status == 0;
  }

  /** In the words of a Cloud Agent; empty if it was delivered. */
  public String reason() {
    if (delivered()) {
      return "";
    }
    return unanswered()
        ? "Error when sending message: " + answer
        : "DIDComm sending error: [" + status + "] - " + answer;
  }
}
