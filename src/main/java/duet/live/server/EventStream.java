package duet.live.server;

import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream to one browser. It remembers which rows the browser doesn't know yet, not what was to be
 * said of them, so that a slow one costs little and gets each row as it is when there is room. No
 * thread waits for it.
 */
final class EventStream extends IteratingCallback {

  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

  /** With more rows to tell of, the board is sent anew. */
  private static final int MOST_STALE = 2_000;

  private final StreamTopic topic;
  private final Fragments fragments;
  private final Request request;
  private final Response response;
  private final Callback callback;
  private final Consumer<EventStream> ended;

  private final Object lock = new Object();
  private final Set<String> stale = new LinkedHashSet<>();
  private boolean allStale = true;
  private boolean agentsStale = true;
  private boolean beatDue;

  private boolean begun;
  private Iterator<String> unsent;

  private volatile long lastProgress = System.nanoTime();
  private volatile boolean writing;

  /**
   * @param callback completed when the stream has ended
   * @param ended called before
   */
  EventStream(
      StreamTopic topic,
      Fragments fragments,
      Request request,
      Response response,
      Callback callback,
      Consumer<EventStream> ended) {
    this.topic = topic;
    this.fragments = fragments;
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.ended = ended;
  }

  /** A row was changed or removed; {@link #iterate} sends it. */
  void mark(String id) {
    if (topic.includes(id)) {
      synchronized (lock) {
        stale.add(id);
        if (stale.size() > MOST_STALE) {
          allStale = true;
          stale.clear();
        }
      }
    }
  }

  void markAgents() {
    synchronized (lock) {
      agentsStale = true;
    }
  }

  /** Sends a sign of life if nothing was sent for that long. */
  void beat(Duration silence) {
    if (!writing && age().compareTo(silence) >= 0) {
      synchronized (lock) {
        beatDue = true;
      }
      iterate();
    }
  }

  /** Whether a write hasn't ended for that long. */
  boolean isStuck(Duration limit) {
    return writing && age().compareTo(limit) >= 0;
  }

  /** Closes the connection, so that a browser connects anew. */
  void drop() {
    request.getConnectionMetaData().getConnection().getEndPoint().close();
    abort(new EofException("dropped"));
  }

  @Override
  protected Action process() {
    var chunk = next();
    if (chunk.isEmpty()) {
      return Action.IDLE;
    }
    lastProgress = System.nanoTime();
    writing = true;
    response.write(false, chunk.buffer(), this);
    return Action.SCHEDULED;
  }

  @Override
  protected void onSuccess() {
    lastProgress = System.nanoTime();
    writing = false;
  }

  @Override
  protected void onCompleteFailure(Throwable cause) {
    if (!(cause instanceof IOException)) {
      LOG.error("A stream failed", cause);
    }
    ended.accept(this);
    callback.failed(cause instanceof EofException ? cause : new EofException(cause));
  }

  private Duration age() {
    return Duration.ofNanos(System.nanoTime() - lastProgress);
  }

  private Chunk next() {
    var chunk = new Chunk();
    if (!begun) {
      begun = true;
      chunk.add(ServerSentEvent.RETRY);
    }
    while (!chunk.isFull() && (unsent != null || beginAll(chunk))) {
      if (unsent.hasNext()) {
        fragments.rowLines(unsent.next()).ifPresent(chunk::add);
      } else {
        unsent = null;
        chunk.add(ServerSentEvent.END);
      }
    }
    if (!chunk.isFull()) {
      addRest(chunk);
    }
    return chunk;
  }

  /** Begins to send all rows, if they are to be. */
  private boolean beginAll(Chunk chunk) {
    synchronized (lock) {
      if (!allStale) {
        return false;
      }
      allStale = false;
      stale.clear();
    }
    if (!topic.isBoard()) {
      topic.row().ifPresent(id -> chunk.add(fragments.body(topic)));
      return false;
    }
    chunk.add(ServerSentEvent.begin("board"));
    unsent = fragments.rows().iterator();
    return true;
  }

  private void addRest(Chunk chunk) {
    boolean agents;
    boolean beat;
    synchronized (lock) {
      agents = agentsStale;
      agentsStale = false;
      beat = beatDue && chunk.isEmpty();
      beatDue = false;
    }
    if (agents) {
      chunk.add(fragments.agents());
    } else if (beat) {
      chunk.add(ServerSentEvent.BEAT);
    }
    for (var id = nextStale(); id != null; id = chunk.isFull() ? null : nextStale()) {
      chunk.add(topic.isBoard() ? fragments.row(id) : fragments.body(topic));
    }
  }

  /** Null if every row is as the browser knows it. */
  private String nextStale() {
    synchronized (lock) {
      var all = stale.iterator();
      if (!all.hasNext()) {
        return null;
      }
      var id = all.next();
      all.remove();
      return id;
    }
  }
}
