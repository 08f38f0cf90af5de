package duet.embedded.fault;

import duet.embedded.mail.Carrier;
import duet.embedded.mail.Delivery;
import duet.embedded.mail.Letter;
import java.util.concurrent.CompletableFuture;

/** Letters of one kind never arrive, while their sender believes they did. */
record LostMail(Carrier carrier, String kind, Countdown countdown) implements Carrier {

  private static final Delivery BELIEVED = new Delivery(202, "");

  @Override
  public CompletableFuture<Delivery> carry(Letter letter) {
    return letter.subject().endsWith(kind) && countdown.next()
        ? CompletableFuture.completedFuture(BELIEVED)
        : carrier.carry(letter);
  }
}
