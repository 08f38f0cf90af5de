package duet.embedded.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Error bodies, also for requests that Jetty itself rejects; the connection is closed then. */
public final class ErrorBody extends ErrorHandler {

  public static ObjectNode of(int status) {
    var title = HttpStatus.getMessage(status);
    var type = status == 500 ? "InternalServerError" : title.replaceAll("\\W", "");
    return of(status, "error:" + type, title, "The request was rejected: " + title + ".");
  }

  public static ObjectNode of(int status, String type, String title, String detail) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("status", status)
        .put("type", type)
        .put("title", title)
        .put("detail", detail)
        .put("instance", "error:instance:" + UUID.randomUUID());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    Content.Sink.write(response, true, of(response.getStatus()).toString(), callback);
    return true;
  }
}
