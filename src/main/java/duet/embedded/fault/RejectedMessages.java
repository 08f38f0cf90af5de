package duet.embedded.fault;

import java.util.function.Predicate;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers messages with 503. */
final class RejectedMessages extends Handler.Wrapper {

  private final Predicate<Request> message;
  private final OccurrenceCounter counter;

  RejectedMessages(Handler handler, Predicate<Request> message, OccurrenceCounter counter) {
    super(handler);
    this.message = message;
    this.counter = counter;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (message.test(request) && counter.next()) {
      Response.writeError(request, response, callback, 503);
      return true;
    }
    return super.handle(request, response, callback);
  }
}
