package duet.embedded.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** The error body for requests that Jetty itself rejects; the connection is closed after it. */
final class ErrorBody extends ErrorHandler {

  static ObjectNode of(int status) {
    var title = HttpStatus.getMessage(status);
    var type = status == 500 ? "InternalServerError" : title.replaceAll("\\W", "");
    return ApiJson.problem(
        status, "error:" + type, title, "The request was rejected: " + title + ".");
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    Content.Sink.write(response, true, of(response.getStatus()).toString(), callback);
    return true;
  }
}
