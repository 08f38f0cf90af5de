package duet.embedded.server;

import duet.embedded.protocol.Refusal;
import duet.http.Causes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What answers which path: REST at the root and under {@code /cloud-agent}, DIDComm at {@code
 * /didcomm}, and on the connector of DIDComm's own port at the root too. A request's body is read
 * without blocking a thread, and only if the request has a route and a valid key.
 */
final class Routes extends Handler.Abstract {

  /** The name of the connector that serves DIDComm alone. */
  static final String DIDCOMM_PORT = "didcomm";

  private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

  private final List<Route> table;
  private final DidCommEndpoint didcomm;
  private final Wallets wallets;
  private final Optional<OriginCheck> origins;
  private final String version;
  private final Consumer<Request> arrived;

  /**
   * @param type whether answering may block, on a disk for example; otherwise it is done on the
   *     thread that reads the sockets, and no other need be woken
   * @param origins what REST requires of a request that carries no key
   * @param arrived called with each request whose body was read
   */
  Routes(
      InvocationType type,
      ConnectionEndpoints rest,
      WebhookEndpoints webhooks,
      DidCommEndpoint didcomm,
      Wallets wallets,
      Optional<OriginCheck> origins,
      String version,
      Consumer<Request> arrived) {
    super(type);
    this.didcomm = didcomm;
    this.wallets = wallets;
    this.origins = origins;
    this.version = version;
    this.arrived = arrived;
    table =
        List.of(
            new Route("POST", "/connections", rest::create),
            new Route("GET", "/connections", rest::list),
            new Route("GET", "/connections/{connectionId}", rest::get),
            new Route("DELETE", "/connections/{connectionId}", rest::delete),
            new Route("POST", "/connection-invitations", rest::accept),
            new Route("POST", "/events/webhooks", webhooks::create),
            new Route("GET", "/events/webhooks", webhooks::list),
            new Route("DELETE", "/events/webhooks/{id}", webhooks::delete));
  }

  /** Whether a request is for DIDComm, not for REST. */
  static boolean isMessage(Request request) {
    var path = Request.getPathInContext(request);
    return path.equals("/didcomm") || onOwnPort(request) && path.equals("/");
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (isMessage(request)) {
      CrossOrigin.permit(request, response);
    }
    try {
      var answering = answering(request);
      var body = new Promise.Completable<ByteBuffer>();
      Content.Source.asByteBuffer(request, body);
      if (body.isDone()) {
        answer(request, response, callback, answering, body);
      } else {
        body.whenCompleteAsync(
            (bytes, failure) -> answer(request, response, callback, answering, body),
            request.getComponents().getExecutor());
      }
    } catch (RuntimeException | OutOfMemoryError e) {
      if (!request.consumeAvailable()) {
        // A connection on which a body is still to come can't be used for another request.
        response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
      }
      fail(e, request, response, callback);
    }
    return true;
  }

  private void answer(
      Request request,
      Response response,
      Callback callback,
      Function<String, ApiResponse> answering,
      CompletableFuture<ByteBuffer> body) {
    try {
      arrived.accept(request);
      write(answering.apply(text(request, body.join())), request, response, callback);
    } catch (CompletionException e) {
      // the body is too large, or the client went away
      var cause = Causes.unwrap(e);
      fail(
          cause instanceof HttpException ? cause : new EofException(cause),
          request,
          response,
          callback);
    } catch (RuntimeException | OutOfMemoryError e) {
      fail(e, request, response, callback);
    }
  }

  /** Makes an answer of the request's body; its path and key are checked before. */
  private Function<String, ApiResponse> answering(Request request) {
    var path = Request.getPathInContext(request);
    var method = request.getMethod();
    if (isMessage(request) && method.equals("OPTIONS")) {
      return body -> ApiResponse.empty(204);
    }
    if (isMessage(request) && method.equals("POST")) {
      var contentType = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
      return body -> didcomm.receive(contentType, body, line(request));
    }
    if (isMessage(request) || onOwnPort(request) || request.getHttpURI().getParam() != null) {
      throw notFound();
    }
    origins.ifPresent(check -> check.require(request));
    return rest(request, method, path.replaceFirst("^/cloud-agent(?=/)", ""));
  }

  private Function<String, ApiResponse> rest(Request request, String method, String path) {
    if (path.equals("/_system/health") && method.equals("GET")) {
      return body -> ApiResponse.of(200, ApiJson.MAPPER.createObjectNode().put("version", version));
    }
    for (Route route : table) {
      var ids = route.match(method, path);
      if (ids.isPresent()) {
        return authorised(request, route, ids.get());
      }
    }
    throw notFound();
  }

  private Function<String, ApiResponse> authorised(
      Request request, Route route, Map<String, String> ids) {
    var wallet = wallets.authenticate(Optional.ofNullable(request.getHeaders().get("apikey")));
    var parameters = parameters(request);
    var path = request.getHttpURI().getPath();
    return body ->
        route.endpoint().apply(new ApiRequest(wallet, path, line(request), body, ids, parameters));
  }

  private static Function<String, String> parameters(Request request) {
    try {
      return Request.extractQueryParameters(request)::getValue;
    } catch (RuntimeException e) {
      throw ApiJson.invalid(line(request), "query");
    }
  }

  private static boolean onOwnPort(Request request) {
    return DIDCOMM_PORT.equals(request.getConnectionMetaData().getConnector().getName());
  }

  private static String text(Request request, ByteBuffer body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(body).toString();
    } catch (CharacterCodingException e) {
      throw ApiJson.invalid(line(request), "body (not in UTF-8)");
    }
  }

  private static String line(Request request) {
    var line = request.getMethod() + " " + request.getHttpURI().getPathQuery();
    return line.length() <= 500 ? line : line.substring(0, 500) + "...";
  }

  private static Refusal notFound() {
    return Refusal.of(404, "ResourcePathNotFound", "The requested resource path doesn't exist.");
  }

  private static void fail(
      Throwable failure, Request request, Response response, Callback callback) {
    if (failure instanceof HttpException http) {
      Response.writeError(request, response, callback, http.getCode());
    } else if (failure instanceof EofException) {
      callback.failed(failure);
    } else if (failure instanceof Refusal refusal) {
      var body = ApiJson.problem(refusal);
      write(ApiResponse.of(refusal.status(), body), request, response, callback);
    } else if (Causes.has(failure, OutOfMemoryError.class)) {
      // What was being changed may be half done: whoever watches over the process has to end it.
      var thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
      callback.failed(failure);
    } else {
      LOG.error("{} {} failed", request.getMethod(), request.getHttpURI().getPath(), failure);
      write(ApiResponse.of(500, ErrorBody.of(500)), request, response, callback);
    }
  }

  private static void write(
      ApiResponse answer, Request request, Response response, Callback callback) {
    response.setStatus(answer.status());
    var done = Callback.from(callback, answer.afterwards());
    var body =
        answer.body() == null || request.getMethod().equals("HEAD") ? "" : answer.body().toString();
    if (!body.isEmpty()) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    }
    response.write(true, BufferUtil.toBuffer(body, StandardCharsets.UTF_8), done);
  }
}
