package duet.embedded.fault;

import duet.embedded.mail.Carrier;
import duet.embedded.mail.Delivery;
import duet.embedded.mail.Letter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Letters leave later. */
record LateMail(Carrier carrier, Duration pause, Countdown countdown) implements Carrier {

  @Override
  public CompletableFuture<Delivery> carry(Letter letter) {
    if (!countdown.next()) {
      return carrier.carry(letter);
    }
    var later = CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS);
    return CompletableFuture.supplyAsync(() -> letter, later).thenCompose(carrier::carry);
  }
}
