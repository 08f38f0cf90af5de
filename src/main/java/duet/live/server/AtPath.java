package duet.live.server;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Handles the requests to one path, and leaves all others to the next handler. */
final class AtPath extends Handler.Wrapper {

  private final String path;

  AtPath(String path, Handler handler) {
    super(handler);
    this.path = path;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    return path.equals(Request.getPathInContext(request))
        && super.handle(request, response, callback);
  }
}
