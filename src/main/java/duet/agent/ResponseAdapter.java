package duet.agent;

import duet.http.CallLog;
import duet.http.Causes;
import duet.http.HttpProxies;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.eclipse.jetty.client.BufferingResponseListener;
import org.eclipse.jetty.client.HttpResponseException;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpFields;

/** Buffers a response of Jetty's, and completes a future with it as one of the JDK's. */
final class ResponseAdapter<T> extends BufferingResponseListener {

  private final HttpRequest request;
  private final BodyHandler<T> handler;
  private final CompletableFuture<HttpResponse<T>> answer;
  private final CallLog log;

  /**
   * @param largest body that is taken, in bytes
   * @param log told how it ended
   */
  ResponseAdapter(
      HttpRequest request,
      BodyHandler<T> handler,
      CompletableFuture<HttpResponse<T>> answer,
      int largest,
      CallLog log) {
    super(largest);
    this.log = log;
    this.request = request;
    this.handler = handler;
    this.answer = answer;
  }

  @Override
  public void onComplete(Result result) {
    if (result.isFailed()) {
      log.failed(result.getFailure());
      answer.completeExceptionally(seen(plain(result.getFailure())));
      return;
    }
    log.answered(result.getResponse().getStatus(), getContentAsString());
    try {
      answer.complete(received(result.getResponse()));
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
    }
  }

  /** The handlers in use have the body when all of it was given to them. */
  private HttpResponse<T> received(Response response) {
    var headers = HttpHeaders.of(HttpFields.asMap(response.getHeaders()), (name, value) -> true);
    var head = new Head(response.getStatus(), headers, Version.HTTP_1_1);
    var body = handler.apply(head);
    body.onSubscribe(new Whole());
    body.onNext(List.of(ByteBuffer.wrap(getContent())));
    body.onComplete();
    return new Received<>(
        request,
        request.uri(),
        head.statusCode(),
        headers,
        head.version(),
        body.getBody().toCompletableFuture().join(),
        Optional.empty(),
        Optional.empty());
  }

  /** A proxy that fails must not look like an agent that does. */
  private Throwable seen(Throwable failure) {
    return HttpProxies.ofProcess()
        .find(request.uri())
        .filter(proxy -> !Causes.has(failure, TimeoutException.class, SSLException.class))
        .<Throwable>map(
            proxy -> new IOException("by the proxy " + proxy + ": " + Causes.words(failure)))
        .orElse(failure);
  }

  /** Leaves out what Jetty says of its own connection. */
  private static Throwable plain(Throwable failure) {
    if (failure instanceof HttpResponseException) {
      return new ProtocolException("not an HTTP response");
    }
    boolean closed =
        failure instanceof EOFException
            || failure instanceof ClosedChannelException
            || failure.getMessage() == null;
    return closed ? new IOException("closed before the end of the response", failure) : failure;
  }

  private record Head(int statusCode, HttpHeaders headers, Version version)
      implements ResponseInfo {}

  private record Received<T>(
      HttpRequest request,
      URI uri,
      int statusCode,
      HttpHeaders headers,
      Version version,
      T body,
      Optional<HttpResponse<T>> previousResponse,
      Optional<SSLSession> sslSession)
      implements HttpResponse<T> {}

  /** Everything is sent at once, whatever is asked for. */
  private static final class Whole implements Subscription {
    @Override
    public void request(long pieces) {}

    @Override
    public void cancel() {}
  }
}
