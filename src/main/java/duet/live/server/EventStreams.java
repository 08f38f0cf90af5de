package duet.live.server;

import duet.live.board.Board;
import duet.live.board.BoardListener;
import duet.live.board.Row;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/** All streams. Each begins with what it is about as a whole, then tells of changes. */
final class EventStreams implements BoardListener, AutoCloseable {

  private static final Duration TICK = Duration.ofSeconds(1);

  private final Board board;
  private final Fragments fragments;
  private final StreamLimits limits;
  private final Executor executor;
  private final Scheduler scheduler;
  private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicBoolean sending = new AtomicBoolean();
  private volatile boolean closed;

  /**
   * @param executor sends, so that the board's threads don't
   */
  EventStreams(
      Board board,
      Fragments fragments,
      StreamLimits limits,
      Executor executor,
      Scheduler scheduler) {
    this.board = board;
    this.fragments = fragments;
    this.limits = limits;
    this.executor = executor;
    this.scheduler = scheduler;
  }

  void start() {
    board.listen(this);
    schedule();
  }

  /** A stream, or only its head if the request asks for that. */
  PageAnswer answer(StreamTopic topic) {
    return (request, response, callback) -> {
      response
          .getHeaders()
          .put(HttpHeader.CONTENT_TYPE, "text/event-stream")
          // nginx would collect events otherwise
          .put("X-Accel-Buffering", "no");
      if (request.getMethod().equals("HEAD")) {
        callback.succeeded();
      } else {
        open(topic, request, response, callback);
      }
    };
  }

  /** How many are open. */
  int count() {
    return open.get();
  }

  @Override
  public void changed(Row row) {
    markAll(row.id());
  }

  @Override
  public void removed(String id) {
    markAll(id);
  }

  @Override
  public void agents() {
    sendAfter(EventStream::markAgents);
  }

  @Override
  public void close() {
    closed = true;
    board.forget(this);
    streams.forEach(EventStream::drop);
  }

  private void markAll(String id) {
    fragments.forget(id);
    sendAfter(stream -> stream.mark(id));
  }

  private void sendAfter(Consumer<EventStream> marking) {
    streams.forEach(marking);
    if (!closed && sending.compareAndSet(false, true)) {
      executor.execute(this::send);
    }
  }

  /** What is marked from now on is sent by the next one. */
  private void send() {
    sending.set(false);
    streams.forEach(EventStream::iterate);
  }

  private void open(StreamTopic topic, Request request, Response response, Callback callback) {
    if (open.incrementAndGet() > limits.most() || closed) {
      open.decrementAndGet();
      throw PageProblem.retryAfter(
          Duration.ofSeconds(10),
          503,
          "%d pages are watching already, as many as there may be.".formatted(limits.most()),
          "Close some, or reload this one later.");
    }
    var stream = new EventStream(topic, fragments, request, response, callback, this::ended);
    streams.add(stream);
    stream.iterate();
    if (closed) {
      stream.drop();
    }
  }

  private void ended(EventStream stream) {
    if (streams.remove(stream)) {
      open.decrementAndGet();
    }
  }

  private void schedule() {
    scheduler.schedule(this::tick, TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void tick() {
    try {
      for (EventStream stream : streams) {
        if (stream.isStuck(limits.stuck())) {
          stream.drop();
        } else {
          stream.beat(limits.silence());
        }
      }
    } finally {
      if (!closed) {
        schedule();
      }
    }
  }
}
