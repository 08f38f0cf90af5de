package duet.live.server;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What is answered to a request. */
@FunctionalInterface
interface PageAnswer {

  /** Completes the callback once the answer is written, or couldn't be. */
  void write(Request request, Response response, Callback callback);

  /** One that others work on. */
  static PageAnswer later(
      CompletableFuture<? extends PageAnswer> answer, Function<Throwable, PageAnswer> failed) {
    return (request, response, callback) ->
        answer
            .handle((made, failure) -> failure == null ? made : failed.apply(failure))
            .thenAccept(made -> made.write(request, response, callback))
            .whenComplete(
                (nothing, failure) -> {
                  if (failure != null) {
                    callback.failed(failure);
                  }
                });
  }
}
