package duet.embedded.http;

import duet.http.Causes;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;

/**
 * Reads the body of a request without blocking a thread, and only if the request is one to answer.
 *
 * @param <R> an answer
 */
public abstract class BodyHandler<R> extends Handler.Abstract {

  private final Consumer<Request> arrived;

  /**
   * @param type whether answering may block, on a disk for example; otherwise it is done on the
   *     thread that reads the sockets, and no other need be woken
   * @param arrived called with each request whose body was read
   */
  protected BodyHandler(InvocationType type, Consumer<Request> arrived) {
    super(type);
    this.arrived = arrived;
  }

  /** Decides by its head how a request is answered; what it throws goes to {@link #failed}. */
  protected abstract Function<ByteBuffer, R> answering(Request request);

  /** The answer to a request that failed. */
  protected abstract R failed(Request request, Throwable failure);

  protected abstract void write(R answer, Request request, Response response, Callback callback);

  @Override
  public final boolean handle(Request request, Response response, Callback callback) {
    try {
      var answering = answering(request);
      var body = new Promise.Completable<ByteBuffer>();
      Content.Source.asByteBuffer(request, body);
      if (body.isDone()) {
        answer(request, response, callback, answering, body);
      } else {
        body.whenCompleteAsync(
            (bytes, failure) -> answer(request, response, callback, answering, body),
            request.getComponents().getExecutor());
      }
    } catch (RuntimeException | OutOfMemoryError e) {
      if (!request.consumeAvailable()) {
        // A connection on which a body is still to come can't be used for another request.
        response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
      }
      fail(e, request, response, callback);
    }
    return true;
  }

  private void answer(
      Request request,
      Response response,
      Callback callback,
      Function<ByteBuffer, R> answering,
      CompletableFuture<ByteBuffer> body) {
    try {
      arrived.accept(request);
      write(answering.apply(body.join()), request, response, callback);
    } catch (CompletionException e) {
      // the body is too large, or the client went away
      var cause = Causes.unwrap(e);
      fail(
          cause instanceof HttpException ? cause : new EofException(cause),
          request,
          response,
          callback);
    } catch (RuntimeException | OutOfMemoryError e) {
      fail(e, request, response, callback);
    }
  }

  private void fail(Throwable failure, Request request, Response response, Callback callback) {
    if (failure instanceof HttpException http) {
      Response.writeError(request, response, callback, http.getCode());
    } else if (failure instanceof EofException) {
      callback.failed(failure);
    } else if (Causes.has(failure, OutOfMemoryError.class)) {
      // What was being changed may be half done: whoever watches over the process has to end it.
      var thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
      callback.failed(failure);
    } else {
      write(failed(request, failure), request, response, callback);
    }
  }
}
