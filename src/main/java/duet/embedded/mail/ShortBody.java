package duet.embedded.mail;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** The start of an answer's body as text; whatever follows is not read. */
final class ShortBody implements BodySubscriber<String> {

  private final int most;
  private final ByteArrayOutputStream start = new ByteArrayOutputStream();
  private final CompletableFuture<String> text = new CompletableFuture<>();
  private Subscription subscription;

  /**
   * @param most in bytes
   */
  ShortBody(int most) {
    this.most = most;
  }

  @Override
  public CompletionStage<String> getBody() {
    return text;
  }

  @Override
  public void onSubscribe(Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> pieces) {
    for (ByteBuffer piece : pieces) {
      var bytes = new byte[Math.min(piece.remaining(), most - start.size())];
      piece.get(bytes);
      start.writeBytes(bytes);
    }
    if (start.size() == most && !text.isDone()) {
      onComplete();
      subscription.cancel();
    }
  }

  @Override
  public void onError(Throwable failure) {
    text.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    text.complete(start.toString(StandardCharsets.UTF_8));
  }
}
