package duet.live.page;

import duet.exchange.Side;
import duet.live.board.SeenMessage;
import java.time.Clock;
import java.time.Instant;

/**
 * A message that can be opened.
 *
 * @param path of its pair's page
 */
record MessageLine(SeenMessage message, String path, Clock clock) {

  int number() {
    return message.number();
  }

  String name() {
    return message.name();
  }

  boolean again() {
    return message.again();
  }

  Side from() {
    return message.from();
  }

  Side to() {
    return message.to();
  }

  Instant instant() {
    return message.at();
  }

  String time() {
    return TimeText.toTheMillisecond(message.at(), clock.getZone());
  }

  String href() {
    return path + "/messages/" + message.number();
  }
}
