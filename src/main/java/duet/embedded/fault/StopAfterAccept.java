package duet.embedded.fault;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Stops the agent after it has answered that it accepted an invitation. */
final class StopAfterAccept extends Handler.Wrapper {

  private final Runnable stop;
  private final OccurrenceCounter counter;

  /**
   * @param stop called on a new thread
   */
  StopAfterAccept(Handler handler, Runnable stop, OccurrenceCounter counter) {
    super(handler);
    this.stop = stop;
    this.counter = counter;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!Request.getPathInContext(request).endsWith("/connection-invitations")) {
      return super.handle(request, response, callback);
    }
    return super.handle(
        request, response, Callback.from(callback, () -> answered(response.getStatus())));
  }

  private void answered(int status) {
    if (status == 200 && counter.next()) {
      new Thread(stop, "duet-down").start();
    }
  }
}
