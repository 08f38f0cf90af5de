package duet.agent;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Subscription;
import javax.net.ssl.SSLSession;
import org.eclipse.jetty.client.BufferingResponseListener;
import org.eclipse.jetty.client.HttpResponseException;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;

/** Takes an answer of Jetty's in as a whole, and hands it on as one of the JDK's. */
final class ResponseAdapter<T> extends BufferingResponseListener {

  private final HttpRequest request;
  private final BodyHandler<T> handler;
  private final CompletableFuture<HttpResponse<T>> answer;

  /**
   * @param largest body that is taken, in bytes
   */
  ResponseAdapter(
      HttpRequest request,
      BodyHandler<T> handler,
      CompletableFuture<HttpResponse<T>> answer,
      int largest) {
    super(largest);
    this.request = request;
    this.handler = handler;
    this.answer = answer;
  }

  @Override
  public void onComplete(Result result) {
    if (result.isFailed()) {
      answer.completeExceptionally(plain(result.getFailure()));
      return;
    }
    try {
      receive(result.getResponse());
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
    }
  }

  private void receive(Response response) {
    var head = new Head(response.getStatus(), headers(response));
    var body = handler.apply(head);
    body.onSubscribe(new Whole());
    body.onNext(List.of(ByteBuffer.wrap(getContent())));
    body.onComplete();
    body.getBody()
        .whenComplete(
            (content, failure) -> {
              if (failure != null) {
                answer.completeExceptionally(failure);
              } else {
                answer.complete(new Received<>(request, head, content));
              }
            });
  }

  /** What Jetty tells of its own connection is of no use to anybody else. */
  private static Throwable plain(Throwable failure) {
    if (failure instanceof HttpResponseException) {
      return new ProtocolException("what came is no HTTP answer");
    }
    boolean closed =
        failure instanceof EOFException
            || failure instanceof ClosedChannelException
            || failure.getMessage() == null;
    return closed ? new IOException("closed before the whole answer came", failure) : failure;
  }

  private static HttpHeaders headers(Response response) {
    Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    response
        .getHeaders()
        .forEach(
            field ->
                fields
                    .computeIfAbsent(field.getName(), name -> new ArrayList<>())
                    .add(field.getValue()));
    return HttpHeaders.of(fields, (name, value) -> true);
  }

  private record Head(int statusCode, HttpHeaders headers) implements ResponseInfo {
    @Override
    public Version version() {
      return Version.HTTP_1_1;
    }
  }

  private record Received<T>(HttpRequest request, Head head, T body) implements HttpResponse<T> {
    @Override
    public int statusCode() {
      return head.statusCode();
    }

    @Override
    public HttpHeaders headers() {
      return head.headers();
    }

    @Override
    public Optional<HttpResponse<T>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public Optional<SSLSession> sslSession() {
      return Optional.empty();
    }

    @Override
    public URI uri() {
      return request.uri();
    }

    @Override
    public Version version() {
      return head.version();
    }
  }

  /** All of it was sent already. */
  private static final class Whole implements Subscription {
    @Override
    public void request(long pieces) {}

    @Override
    public void cancel() {}
  }
}
