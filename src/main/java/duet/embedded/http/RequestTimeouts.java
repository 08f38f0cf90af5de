package duet.embedded.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections on which requests arrive too slowly: a limit for the head, counted from the
 * opening of the connection or from the last answer, and the same again for the body. An idle
 * timeout alone starts anew with each byte.
 */
public final class RequestTimeouts extends Handler.Wrapper implements Connection.Listener {

  private final long limit;
  private final Map<EndPoint, Long> expiries = new ConcurrentHashMap<>();
  private volatile Scheduler.Task next = () -> true;

  public RequestTimeouts(Duration limit) {
    this.limit = limit.toNanos();
  }

  @Override
  public void onOpened(Connection connection) {
    start(connection.getEndPoint());
  }

  @Override
  public void onClosed(Connection connection) {
    expiries.remove(connection.getEndPoint());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var endPoint = endPoint(request);
    start(endPoint);
    return super.handle(request, response, Callback.from(callback, () -> restart(endPoint)));
  }

  /** To be called when the whole request is there; how long the answer takes is not limited. */
  public void arrived(Request request) {
    expiries.remove(endPoint(request));
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    schedule();
  }

  @Override
  protected void doStop() throws Exception {
    next.cancel();
    super.doStop();
  }

  private void schedule() {
    long pause = Math.min(TimeUnit.SECONDS.toNanos(1), limit / 4);
    next = getServer().getScheduler().schedule(this::closeExpired, pause, TimeUnit.NANOSECONDS);
  }

  private void closeExpired() {
    long now = System.nanoTime();
    expiries.forEach(
        (endPoint, time) -> {
          if (time - now < 0 && expiries.remove(endPoint, time)) {
            endPoint.close();
          }
        });
    schedule();
  }

  private void start(EndPoint endPoint) {
    expiries.put(endPoint, System.nanoTime() + limit);
  }

  private void restart(EndPoint endPoint) {
    if (endPoint.isOpen()) {
      start(endPoint);
    }
  }

  private static EndPoint endPoint(Request request) {
    return request.getConnectionMetaData().getConnection().getEndPoint();
  }
}
