package duet.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;

/** Collects the body of a publisher that has it in memory and publishes it at once. */
public final class RequestBodyReader implements Subscriber<ByteBuffer> {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private RequestBodyReader() {}

  public static byte[] bytes(BodyPublisher body) {
    var published = new RequestBodyReader();
    body.subscribe(published);
    return published.bytes.toByteArray();
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(ByteBuffer piece) {
    var copied = new byte[piece.remaining()];
    piece.get(copied);
    bytes.writeBytes(copied);
  }

  @Override
  public void onError(Throwable failure) {
    throw new IllegalArgumentException("can't read the request's body", failure);
  }

  @Override
  public void onComplete() {
    // All of it is here when subscribing returns.
  }
}
