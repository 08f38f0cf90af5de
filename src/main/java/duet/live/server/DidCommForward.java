package duet.live.server;

import duet.embedded.http.BodyHandler;
import duet.embedded.http.CrossOrigin;
import duet.embedded.http.ErrorBody;
import duet.embedded.outgoing.OutgoingRequest;
import duet.embedded.outgoing.RequestSender;
import duet.embedded.outgoing.SendResult;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Passes messages on to an agent, so that one tunnel to the page's port leads to both. The agent's
 * status and the first 64 KiB of its answer come back, and nothing else passes in either direction
 * but the content type.
 */
final class DidCommForward extends BodyHandler<CompletableFuture<SendResult>> {

  static final String PATH = "/didcomm";

  private static final int MOST_UNDERWAY = 64;

  private final URI agent;
  private final RequestSender sender;
  private final Semaphore free = new Semaphore(MOST_UNDERWAY);

  /**
   * @param agent where it takes messages
   * @param arrived called with each request whose body was read
   */
  DidCommForward(URI agent, RequestSender sender, Consumer<Request> arrived) {
    super(InvocationType.NON_BLOCKING, arrived);
    this.agent = agent;
    this.sender = sender;
  }

  @Override
  protected Function<ByteBuffer, CompletableFuture<SendResult>> answering(Request request) {
    return switch (request.getMethod()) {
      case "OPTIONS" -> body -> CompletableFuture.completedFuture(new SendResult(204, ""));
      case "POST" -> {
        if (!free.tryAcquire()) {
          throw new HttpException.RuntimeException(503);
        }
        Request.addCompletionListener(request, ended -> free.release());
        var type = Optional.ofNullable(request.getHeaders().get(HttpHeader.CONTENT_TYPE));
        yield body -> send(type, StandardCharsets.UTF_8.decode(body).toString());
      }
      default -> throw new HttpException.RuntimeException(405);
    };
  }

  private CompletableFuture<SendResult> send(Optional<String> type, String message) {
    var headers = type.map(given -> Map.of("Content-Type", given)).orElse(Map.of());
    return sender.send(new OutgoingRequest(agent, "message", headers, message));
  }

  @Override
  protected CompletableFuture<SendResult> failed(Request request, Throwable failure) {
    return CompletableFuture.completedFuture(SendResult.unreachable(""));
  }

  @Override
  protected void write(
      CompletableFuture<SendResult> answer, Request request, Response response, Callback callback) {
    answer.whenComplete(
        (result, failure) -> {
          CrossOrigin.allowMessages(response);
          int status = result.unanswered() ? 502 : result.status();
          response.setStatus(status);
          var body = result.unanswered() ? ErrorBody.of(status).toString() : result.answer();
          if (!body.isEmpty()) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
          }
          response.write(true, BufferUtil.toBuffer(body, StandardCharsets.UTF_8), callback);
        });
  }
}
