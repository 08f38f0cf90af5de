package duet.embedded.outgoing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;

/** Reads an answer's status and the start of its body, and then aborts. */
final class TruncatingListener implements Response.Listener {

  private final int limit;
  private final Consumer<SendResult> onResult;
  private final Consumer<Throwable> onFailure;
  private final ByteArrayOutputStream start = new ByteArrayOutputStream();

  /**
   * @param limit of the body, in bytes
   */
  TruncatingListener(int limit, Consumer<SendResult> onResult, Consumer<Throwable> onFailure) {
    this.limit = limit;
    this.onResult = onResult;
    this.onFailure = onFailure;
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
  public void onComplete(Result result) {
    if (result.isSucceeded() || start.size() == limit) {
      onResult.accept(
          new SendResult(result.getResponse().getStatus(), start.toString(StandardCharsets.UTF_8)));
    } else {
      onFailure.accept(result.getFailure());
    }
  }
}
