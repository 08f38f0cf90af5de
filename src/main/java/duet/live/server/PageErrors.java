package duet.live.server;

import duet.embedded.http.ErrorBody;
import duet.live.page.BoardPages;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Pages for requests that are rejected before anybody looked what they ask for. */
final class PageErrors extends ErrorHandler {

  private final BoardPages pages;
  private final ErrorBody messages = new ErrorBody();

  PageErrors(BoardPages pages) {
    this.pages = pages;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (DidCommForward.PATH.equals(Request.getPathInContext(request))) {
      return messages.handle(request, response, callback);
    }
    int status = response.getStatus();
    var what = "The request was rejected: %s.".formatted(HttpStatus.getMessage(status));
    PageHeaders.put(response.getHeaders());
    response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
    PageResponse.html(status, pages.problem(status, what, "Go back, and try something shorter."))
        .write(request, response, callback);
    return true;
  }
}
