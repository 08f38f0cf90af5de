package duet.agent;

import duet.client.ApiClient;
import duet.client.ApiException;
import duet.http.Causes;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * How one agent is called: gives each call one time limit for everything and the agent's keys, and
 * turns every failure into an {@link AgentException}.
 */
final class RestClient {

  private final AgentAddress address;
  private final Duration limit;
  private final ApiClient generated;

  /**
   * @param limit for one call, from opening the connection to the last byte of the answer
   */
  RestClient(AgentAddress address, HttpClient http, Duration limit) {
    this.address = address;
    this.limit = limit;
    // The generated client would open a connection pool for each group of calls.
    generated =
        new ApiClient() {
          @Override
          public HttpClient getHttpClient() {
            return http;
          }
        };
    generated.setObjectMapper(ResponseMapper.JSON);
    generated.updateBaseUri(address.url().toString());
    generated.setReadTimeout(limit);
    generated.setRequestInterceptor(this::authenticate);
  }

  AgentAddress address() {
    return address;
  }

  /** What the stubs of a group of calls are made with. */
  ApiClient generated() {
    return generated;
  }

  /**
   * Responses are read on threads of the HTTP client; a failure has the stack of the caller.
   *
   * @param step what is attempted, such as {@code list its connections}
   */
  <B, T> CompletableFuture<T> call(
      String step,
      String path,
      Callable<CompletableFuture<B>> request,
      Function<Answer<B>, T> reading) {
    var target = URI.create(address.url() + path.replaceAll("[^\\w/.~:-]", "_"));
    var caller = new Throwable();
    CompletableFuture<B> answer;
    try {
      answer = request.call();
    } catch (Exception e) {
      answer = CompletableFuture.failedFuture(e);
    }
    return answer
        .thenApply(body -> reading.apply(new Answer<>(address, step, target, body)))
        .exceptionally(
            failure -> {
              throw FailureClassifier.of(address, step, target, failure, limit)
                  .with(caller.getStackTrace(), withoutBody(failure));
            });
  }

  /** Waits for an answer; a failure is an {@link AgentException}. */
  static <T> T await(CompletableFuture<T> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw Causes.unwrap(e) instanceof AgentException failure ? failure : e;
    }
  }

  /** The generated exception holds the whole body, of which the message has what may be shown. */
  private static Throwable withoutBody(Throwable failure) {
    var cause = Causes.unwrap(failure);
    return cause instanceof ApiException ? cause.getCause() : cause;
  }

  private void authenticate(HttpRequest.Builder request) {
    address.apiKey().ifPresent(key -> request.header("apikey", key.secret()));
    address.token().ifPresent(key -> request.header("Authorization", "Bearer " + key.secret()));
  }
}
