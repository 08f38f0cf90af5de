package duet.embedded.server;

import duet.didcomm.Unpacked;
import java.util.Set;

/** Takes the messages of one protocol in. */
interface MessageReceiver {

  /** The types of its messages. */
  Set<String> types();

  /**
   * Checks a message and stores what it changes, before the answer.
   *
   * @param incoming authenticated
   * @return the answer, with what has to be sent because of it afterwards
   * @throws duet.embedded.protocol.Refusal if it is refused
   */
  ApiResponse receive(Unpacked incoming);
}
