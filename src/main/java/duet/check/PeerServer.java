package duet.check;

import com.fasterxml.jackson.databind.JsonNode;
import duet.didcomm.EnvelopeException;
import duet.didcomm.KeyPair;
import duet.didcomm.MalformedException;
import duet.didcomm.SignedMessage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Receives messages to the check's own peers, and agents' events. */
final class PeerServer extends Handler.Abstract implements AutoCloseable {

  private static final int LARGEST = 1 << 20;
  private static final String REFUSING = "/refusing";
  private static final int ACCEPTED = 202;
  private static final int UNKNOWN = 422;

  private final Server server = new Server(threads());
  private final ServerConnector connector = new ServerConnector(server, 1, 1);
  private final Optional<URI> known;
  private final Map<String, KeyPair> keys = new ConcurrentHashMap<>();
  private final List<ReceivedMessage> messages = new CopyOnWriteArrayList<>();
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private volatile CheckPeer refusing;
  private volatile boolean reached;

  /** An event, with the header that was asked for. */
  record Event(Optional<String> authorization, JsonNode json) {}

  private PeerServer(InetSocketAddress bind, Optional<URI> known) {
    this.known = known;
    connector.setHost(bind.getHostString());
    connector.setPort(bind.getPort());
    server.addConnector(connector);
    var limited = new SizeLimitHandler(LARGEST, -1);
    limited.setHandler(this);
    server.setHandler(limited);
    server.setStopTimeout(0);
  }

  /**
   * Starts to listen.
   *
   * @param known what agents know it as; where it listens if that is empty
   * @throws IOException if it can't listen there
   */
  static PeerServer open(InetSocketAddress bind, Optional<URI> known) throws IOException {
    var opened = new PeerServer(bind, known);
    try {
      opened.server.start();
      return opened;
    } catch (Exception e) {
      opened.close();
      throw new IOException("can't listen on " + bind + ": " + e.getMessage(), e);
    }
  }

  /** Whether anything at all has come in. */
  boolean reached() {
    return reached;
  }

  /** A new peer that is reached here. */
  CheckPeer peer() {
    return with(CheckPeer.at(url("/didcomm")));
  }

  /** A new mediator that is reached here, and answers each message with a problem report. */
  CheckPeer refusingMediator() {
    var mediator = with(CheckPeer.at(url(REFUSING)));
    refusing = mediator;
    return mediator;
  }

  /** Opens what is encrypted for this peer, too. */
  CheckPeer with(CheckPeer peer) {
    keys.put(peer.did().agreementKey().id(), peer.key());
    return peer;
  }

  URI url(String path) {
    var base =
        known
            .map(url -> url.toString().replaceFirst("/+$", ""))
            .orElseGet(() -> "http://127.0.0.1:" + connector.getLocalPort());
    return URI.create(base + path);
  }

  /** The message of this type and thread; empty if it doesn't come in time. */
  Optional<ReceivedMessage> message(String type, String thid, Duration limit) {
    return awaited(messages, received -> received.is(type, thid), limit);
  }

  /** The message of this type and thread, if it has come. */
  Optional<ReceivedMessage> message(String type, String thid) {
    return messages.stream().filter(received -> received.is(type, thid)).findFirst();
  }

  Optional<Event> event(String connection, Duration limit) {
    return awaited(
        events, event -> event.json().at("/data/connectionId").asText().equals(connection), limit);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    reached = true;
    var body = Content.Source.asString(request, StandardCharsets.UTF_8);
    var path = Request.getPathInContext(request);
    int status = path.endsWith("/events") ? event(request, body) : message(request, body);
    response.setStatus(path.endsWith(REFUSING) ? 200 : status);
    if (path.endsWith(REFUSING)) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, SignedMessage.MEDIA_TYPE);
      var report = refusing.report("e.p.req.not_enroll", "The recipient is not enrolled.", "?");
      Content.Sink.write(response, true, report, callback);
    } else {
      callback.succeeded();
    }
    return true;
  }

  @Override
  public void close() {
    LifeCycle.stop(server);
  }

  private int message(Request request, String envelope) {
    try {
      var type = String.valueOf(request.getHeaders().get(HttpHeader.CONTENT_TYPE));
      messages.add(ReceivedMessage.open(type, envelope, kid -> Optional.ofNullable(keys.get(kid))));
      return ACCEPTED;
    } catch (EnvelopeException | MalformedException e) {
      return UNKNOWN;
    }
  }

  private int event(Request request, String body) {
    var authorization = Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION));
    var json = HttpReply.parse(body);
    return !json.isMissingNode() && events.add(new Event(authorization, json)) ? 200 : 400;
  }

  private static <T> Optional<T> awaited(List<T> all, Predicate<T> wanted, Duration limit) {
    try {
      Awaitility.await()
          .dontCatchUncaughtExceptions()
          .pollInterval(Duration.ofMillis(10))
          .atMost(limit)
          .until(() -> all.stream().anyMatch(wanted));
    } catch (ConditionTimeoutException e) {
      return Optional.empty();
    }
    return all.stream().filter(wanted).findFirst();
  }

  private static QueuedThreadPool threads() {
    var threads = new QueuedThreadPool(8, 1);
    threads.setDaemon(true);
    threads.setName("duet-check");
    return threads;
  }
}
