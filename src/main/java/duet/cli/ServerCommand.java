package duet.cli;

import java.util.concurrent.CountDownLatch;

/** A command that runs a server until it is stopped. */
abstract class ServerCommand extends DuetCommand {

  private final CountDownLatch stopped = new CountDownLatch(1);
  private Runnable close;

  /**
   * To be called once the server runs.
   *
   * @param close stops it
   */
  final void runUntilStopped(Runnable close) {
    this.close = close;
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
  }

  @Override
  final void afterwards() {
    var watch = watchMemory();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      close.run();
      Thread.currentThread().interrupt();
    } finally {
      watch.close();
    }
  }

  private void stop() {
    close.run();
    stopped.countDown();
  }
}
