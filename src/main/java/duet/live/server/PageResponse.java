package duet.live.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A response with a body that is known as a whole. */
record PageResponse(int status, Map<String, String> headers, byte[] body) implements PageAnswer {

  private static final String CONTENT_TYPE = HttpHeader.CONTENT_TYPE.asString();

  static PageResponse html(int status, String page) {
    return of(status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
  }

  static PageResponse of(int status, String contentType, byte[] body) {
    return new PageResponse(status, Map.of(CONTENT_TYPE, contentType), body);
  }

  /** To a page, with GET, after a form or a token. */
  static PageResponse seeOther(String path) {
    return new PageResponse(303, Map.of(HttpHeader.LOCATION.asString(), path), new byte[0]);
  }

  PageResponse with(HttpHeader name, String value) {
    var all = new TreeMap<>(headers);
    all.put(name.asString(), value);
    return new PageResponse(status, all, body);
  }

  @Override
  public void write(Request request, Response response, Callback callback) {
    response.setStatus(status);
    headers.forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    boolean head = request.getMethod().equals("HEAD");
    response.write(true, ByteBuffer.wrap(head ? new byte[0] : body), callback);
  }
}
