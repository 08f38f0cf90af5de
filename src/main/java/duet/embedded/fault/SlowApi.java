package duet.embedded.fault;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Delays REST requests without blocking a thread. */
final class SlowApi extends Handler.Wrapper {

  private final Predicate<Request> message;
  private final Duration delay;
  private final OccurrenceCounter counter;

  SlowApi(Handler handler, Predicate<Request> message, Duration delay, OccurrenceCounter counter) {
    super(handler);
    this.message = message;
    this.delay = delay;
    this.counter = counter;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (message.test(request) || !counter.next()) {
      return super.handle(request, response, callback);
    }
    var components = request.getComponents();
    Runnable resume = () -> resume(request, response, callback);
    components
        .getScheduler()
        .schedule(
            () -> components.getExecutor().execute(resume),
            delay.toMillis(),
            TimeUnit.MILLISECONDS);
    return true;
  }

  private void resume(Request request, Response response, Callback callback) {
    try {
      super.handle(request, response, callback);
    } catch (Exception e) {
      callback.failed(e);
    }
  }
}
