package duet.embedded.fault;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** REST requests wait before anything happens; no thread waits with them. */
final class SlowApi extends Handler.Wrapper {

  private final Predicate<Request> message;
  private final Duration pause;
  private final OccurrenceCounter countdown;

  SlowApi(
      Handler handler, Predicate<Request> message, Duration pause, OccurrenceCounter countdown) {
    super(handler);
    this.message = message;
    this.pause = pause;
    this.countdown = countdown;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (message.test(request) || !countdown.next()) {
      return super.handle(request, response, callback);
    }
    request
        .getComponents()
        .getScheduler()
        .schedule(
            () ->
                request
                    .getComponents()
                    .getExecutor()
                    .execute(() -> go(request, response, callback)),
            pause.toMillis(),
            TimeUnit.MILLISECONDS);
    return true;
  }

  private void go(Request request, Response response, Callback callback) {
    try {
      super.handle(request, response, callback);
    } catch (Exception e) {
      callback.failed(e);
    }
  }
}
