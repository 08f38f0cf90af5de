package duet.embedded.fault;

import duet.embedded.mail.Carrier;
import duet.embedded.mail.Delivery;
import duet.embedded.mail.Letter;
import java.util.concurrent.CompletableFuture;

/** Letters are posted twice; the first post's outcome is the one that counts. */
record DoubledMail(Carrier carrier, Countdown countdown) implements Carrier {

  @Override
  public CompletableFuture<Delivery> carry(Letter letter) {
    var first = carrier.carry(letter);
    if (countdown.next()) {
      first.thenAccept(delivery -> carrier.carry(letter));
    }
    return first;
  }
}
