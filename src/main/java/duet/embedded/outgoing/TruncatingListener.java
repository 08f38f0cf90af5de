package duet.embedded.outgoing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;

/** Reads an answer's status and the start of its body, and then aborts. */
final class TruncatingListener implements Response.Listener {

  private final int limit;
  private final CompletableFuture<SendResult> result;
  private final Function<Throwable, String> reason;
  private final ByteArrayOutputStream start = new ByteArrayOutputStream();

  /**
   * @param limit of the body, in bytes
   * @param result never fails
   * @param reason why there was no answer
   */
  TruncatingListener(
      int limit, CompletableFuture<SendResult> result, Function<Throwable, String> reason) {
    this.limit = limit;
    this.result = result;
    this.reason = reason;
  }

  @Override
  public void onContent(Response response, ByteBuffer piece) {
    var bytes = new byte[Math.min(piece.remaining(), limit - start.size())];
    piece.get(bytes);
    start.writeBytes(bytes);
    if (start.size() == limit) {
      response.abort(new IOException("the limit is reached"));
    }
  }

  @Override
  public void onComplete(Result http) {
    boolean answered = http.isSucceeded() || start.size() == limit;
    result.complete(
        answered
            ? new SendResult(http.getResponse().getStatus(), start.toString(StandardCharsets.UTF_8))
            : SendResult.unreachable(reason.apply(http.getFailure())));
  }
}
