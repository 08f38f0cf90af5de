package duet.embedded.http;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers bodies over a limit with 413, and then lets them arrive for a while, unread: a connection
 * that is closed while its client still sends mostly takes the answer with it.
 */
public final class BodyLimit extends SizeLimitHandler {

  /** Times the limit; of what is larger nothing more is taken. */
  private static final int DRAINED = 16;

  private static final long DRAINED_SECONDS = 2;

  private final int limit;

  /**
   * @param limit of a request's body, in bytes
   */
  public BodyLimit(int limit) {
    super(limit, -1);
    this.limit = limit;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    long length = request.getLength();
    if (length <= limit || length / DRAINED > limit) {
      return super.handle(request, response, callback);
    }
    var drained = Callback.from(() -> drain(request, callback), callback::failed);
    response.setStatus(HttpStatus.PAYLOAD_TOO_LARGE_413);
    // Not by writeError: that gives up a body that hasn't arrived yet, and so the connection.
    return getServer().getErrorHandler().handle(request, response, drained);
  }

  private static void drain(Request request, Callback callback) {
    var ended = new AtomicBoolean();
    Runnable end =
        () -> {
          if (ended.compareAndSet(false, true)) {
            callback.succeeded();
          }
        };
    request.getComponents().getScheduler().schedule(end, DRAINED_SECONDS, TimeUnit.SECONDS);
    Content.Source.consumeAll(request, Callback.from(end, failure -> end.run()));
  }
}
