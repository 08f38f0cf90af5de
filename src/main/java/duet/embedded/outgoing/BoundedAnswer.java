package duet.embedded.outgoing;

import duet.embedded.outgoing.FetchException.Fault;
import duet.http.Causes;
import duet.http.LocalAddressException;
import duet.text.SafeText;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpStatus;

/** Reads an answer with a status of success to its end, and aborts any other or one too large. */
final class BoundedAnswer implements Response.Listener {

  private final URI url;
  private final int limit;
  private final Duration timeout;
  private final CompletableFuture<byte[]> content = new CompletableFuture<>();
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();
  private volatile int status;

  /**
   * @param limit of the body, in bytes
   */
  BoundedAnswer(URI url, int limit, Duration timeout) {
    this.url = url;
    this.limit = limit;
    this.timeout = timeout;
  }

  /** Fails with a {@link FetchException}. */
  CompletableFuture<byte[]> content() {
    return content;
  }

  int status() {
    return status;
  }

  @Override
  public void onHeaders(Response response) {
    status = response.getStatus();
    if (!HttpStatus.isSuccess(status)) {
      response.abort(
          new FetchException(
              Fault.STATUS,
              status,
              "Answered with %d%s: %s"
                  .formatted(
                      status,
                      HttpStatus.isRedirection(status) ? " (redirects aren't followed)" : "",
                      shown())));
    }
  }

  @Override
  public void onContent(Response response, ByteBuffer piece) {
    if (piece.remaining() > limit - read.size()) {
      response.abort(BoundedFetch.tooLarge(url.toString()));
      return;
    }
    var bytes = new byte[piece.remaining()];
    piece.get(bytes);
    read.writeBytes(bytes);
  }

  @Override
  public void onComplete(Result http) {
    if (http.isSucceeded()) {
      content.complete(read.toByteArray());
    } else {
      content.completeExceptionally(
          Causes.find(http.getFailure(), FetchException.class)
              .orElseGet(
                  () -> new FetchException(fault(http.getFailure()), reason(http.getFailure()))));
    }
  }

  private static Fault fault(Throwable failure) {
    return Causes.has(failure, LocalAddressException.class) ? Fault.INVALID_URL : Fault.NO_ANSWER;
  }

  private String reason(Throwable failure) {
    return TransportFailure.describe(failure, url, timeout);
  }

  private String shown() {
    return SafeText.excerpt(url.toString());
  }
}
