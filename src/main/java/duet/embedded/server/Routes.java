package duet.embedded.server;

import duet.embedded.http.BodyHandler;
import duet.embedded.http.Connectors;
import duet.embedded.http.CrossOrigin;
import duet.embedded.http.ErrorBody;
import duet.embedded.protocol.Refusal;
import duet.http.Causes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * What answers which path: REST at the root and under {@code /cloud-agent}, DIDComm at {@code
 * /didcomm}, and on the connector of DIDComm's own port at the root too. A request's body is read
 * only if the request has a route and a valid key.
 */
final class Routes extends BodyHandler<ApiResponse> {

  private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

  private final List<Route> table;
  private final DidCommEndpoint didcomm;
  private final Wallets wallets;
  private final Optional<OriginCheck> origins;
  private final String version;

  /**
   * @param type whether answering may block, on a disk for example; otherwise it is done on the
   *     thread that reads the sockets, and no other need be woken
   * @param origins what REST requires of a request that carries no key
   * @param arrived called with each request whose body was read
   */
  Routes(
      InvocationType type,
      List<Route> rest,
      DidCommEndpoint didcomm,
      Wallets wallets,
      Optional<OriginCheck> origins,
      String version,
      Consumer<Request> arrived) {
    super(type, arrived);
    this.didcomm = didcomm;
    this.wallets = wallets;
    this.origins = origins;
    this.version = version;
    table = List.copyOf(rest);
  }

  /** Whether a request is for DIDComm, not for REST. */
  static boolean isMessage(Request request) {
    var path = Request.getPathInContext(request);
    return path.equals("/didcomm") || onOwnPort(request) && path.equals("/");
  }

  @Override
  protected Function<ByteBuffer, ApiResponse> answering(Request request) {
    var answer = route(request);
    return body -> answer.apply(text(request, body));
  }

  /** Makes an answer of the request's body; its path and key are checked before. */
  private Function<String, ApiResponse> route(Request request) {
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
    var wallet =
        route.open()
            ? ""
            : wallets.authenticate(Optional.ofNullable(request.getHeaders().get("apikey")));
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
    return Connectors.DIDCOMM_PORT.equals(request.getConnectionMetaData().getConnector().getName());
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

  @Override
  protected ApiResponse failed(Request request, Throwable failure) {
    if (failure instanceof Refusal refusal) {
      return ApiResponse.of(refusal.status(), ApiJson.problem(refusal));
    }
    LOG.error("{} {} failed", request.getMethod(), request.getHttpURI().getPath(), failure);
    return ApiResponse.of(500, ErrorBody.of(500));
  }

  @Override
  protected void write(ApiResponse answer, Request request, Response response, Callback callback) {
    answer
        .later()
        .ifPresentOrElse(
            later ->
                later
                    .exceptionally(failure -> failed(request, Causes.unwrap(failure)))
                    .thenAccept(made -> writeNow(made, request, response, callback)),
            () -> writeNow(answer, request, response, callback));
  }

  private static void writeNow(
      ApiResponse answer, Request request, Response response, Callback callback) {
    if (isMessage(request)) {
      CrossOrigin.allowMessages(response);
    }
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
