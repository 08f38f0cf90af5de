package duet.embedded.mediator;

import duet.embedded.http.BodyHandler;
import duet.embedded.http.CrossOrigin;
import duet.embedded.http.ErrorBody;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What answers which request: messages are posted to any path; what people and wallets read first
 * is at the paths of Identus mediators, also below others, for the sake of proxies.
 */
final class MediatorRoutes extends BodyHandler<MediatorResponse> {

  private static final Logger LOG = LoggerFactory.getLogger(MediatorRoutes.class);

  private final MediatorEndpoint endpoint;
  private final Map<String, MediatorResponse> pages;

  /**
   * @param pages by the last part of their path
   * @param arrived called with each request whose body was read
   */
  MediatorRoutes(
      MediatorEndpoint endpoint, Map<String, MediatorResponse> pages, Consumer<Request> arrived) {
    super(InvocationType.BLOCKING, arrived);
    this.endpoint = endpoint;
    this.pages = pages;
  }

  @Override
  protected Function<ByteBuffer, MediatorResponse> answering(Request request) {
    var path = Request.getPathInContext(request);
    var answer =
        switch (request.getMethod()) {
          case "OPTIONS" -> MediatorResponse.empty(204);
          case "GET", "HEAD" ->
              pages.getOrDefault(path.substring(path.lastIndexOf('/') + 1), error(404));
          default -> error(405);
        };
    var contentType = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    return request.getMethod().equals("POST")
        ? body -> endpoint.receive(contentType, StandardCharsets.UTF_8.decode(body).toString())
        : body -> answer;
  }

  @Override
  protected MediatorResponse failed(Request request, Throwable failure) {
    LOG.error("{} {} failed", request.getMethod(), request.getHttpURI().getPath(), failure);
    return error(500);
  }

  @Override
  protected void write(
      MediatorResponse answer, Request request, Response response, Callback callback) {
    response.setStatus(answer.status());
    CrossOrigin.allowMessages(response);
    if (!answer.contentType().isEmpty()) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
    }
    var body = request.getMethod().equals("HEAD") ? "" : answer.body();
    response.write(true, BufferUtil.toBuffer(body, StandardCharsets.UTF_8), callback);
  }

  private static MediatorResponse error(int status) {
    return new MediatorResponse(status, MediatorResponse.JSON, ErrorBody.of(status).toString());
  }
}
