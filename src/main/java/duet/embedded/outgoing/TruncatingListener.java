package duet.embedded.outgoing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;

/** Reads an answer's status and the start of its body; whatever follows is not read. */
final class TruncatingListener implements Response.Listener {

  private final int most;
  private final Consumer<SendResult> delivered;
  private final Consumer<Throwable> failed;
  private final ByteArrayOutputStream start = new ByteArrayOutputStream();

  /**
   * @param most in bytes
   */
  TruncatingListener(int most, Consumer<SendResult> delivered, Consumer<Throwable> failed) {
    this.most = most;
    this.delivered = delivered;
    this.failed = failed;
  }

  @Override
  public void onContent(Response response, ByteBuffer piece) {
    var bytes = new byte[Math.min(piece.remaining(), most - start.size())];
    piece.get(bytes);
    start.writeBytes(bytes);
    if (start.size() == most) {
      response.abort(new IOException("enough was read"));
    }
  }

  @Override
  public void onComplete(Result result) {
    if (result.isSucceeded() || start.size() == most) {
      delivered.accept(
          new SendResult(result.getResponse().getStatus(), start.toString(StandardCharsets.UTF_8)));
    } else {
      failed.accept(result.getFailure());
    }
  }
}
