package duet.embedded.fault;

import java.util.function.Predicate;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Messages that arrive are answered with 503. */
final class RejectedMessages extends Handler.Wrapper {

  private final Predicate<Request> message;
  private final OccurrenceCounter countdown;

  RejectedMessages(Handler handler, Predicate<Request> message, OccurrenceCounter countdown) {
    super(handler);
    this.message = message;
    this.countdown = countdown;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (message.test(request) && countdown.next()) {
      Response.writeError(request, response, callback, 503);
      return true;
    }
    return super.handle(request, response, callback);
  }
}
