package duet.live.server;

import duet.embedded.http.BodyLimit;
import duet.embedded.http.Connectors;
import duet.embedded.http.ListenAddress;
import duet.embedded.http.PersistentPorts;
import duet.embedded.http.RequestTimeouts;
import duet.embedded.http.ServerLimits;
import duet.embedded.outgoing.HttpRequestSender;
import duet.live.board.Board;
import duet.live.page.BoardPages;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;

/** A running server of a board's pages. */
public final class LiveServer implements AutoCloseable {

  private static final ServerLimits LIMITS =
      new ServerLimits(
          16 << 10,
          ServerLimits.DEFAULT.head(),
          ServerLimits.DEFAULT.arrival(),
          ServerLimits.DEFAULT.idle(),
          1_024,
          ServerLimits.DEFAULT.connect(),
          ServerLimits.DEFAULT.call(),
          ServerLimits.DEFAULT.calls(),
          ServerLimits.DEFAULT.callsToOne());

  private static final int LARGEST_MESSAGE = 1 << 20;

  /** Systems would keep megabytes for a browser that doesn't read. */
  private static final int SEND_BUFFER = 128 << 10;

  private final Server server = Connectors.server("live");
  private final StepExecutor steps = new StepExecutor();
  private final RequestTimeouts timeouts = new RequestTimeouts(LIMITS.arrival());
  private final Options options;
  private final ListenAddress address;
  private final Connectors connectors;
  private final Access access;
  private final Optional<MembersFile> file;
  private EventStreams streams;

  private LiveServer(Options options, SecureRandom random) {
    this.options = options;
    address = address(options, Optional.empty());
    connectors = Connectors.of(server, address, LIMITS, timeouts);
    connectors.rest().setAcceptedSendBufferSize(SEND_BUFFER);
    file = options.data().map(MembersFile::in);
    access = new Access(file, random);
  }

  /**
   * Starts to listen.
   *
   * @param pages made for where the room joins, if it can
   * @throws IOException if the port is taken, or the host isn't this machine's; nothing listens
   *     then
   */
  public static LiveServer start(
      Board board, Function<Optional<URI>, BoardPages> pages, Options options) throws IOException {
    var live = new LiveServer(options, new SecureRandom());
    try {
      live.start(board, pages);
      return live;
    } catch (Exception e) {
      live.close();
      var reason = PersistentPorts.reason(e, live.address, live.address, Optional.empty());
      throw new IOException(
          "The page can't be served at %s port %d: %s"
              .formatted(options.host(), options.port(), reason),
          e);
    }
  }

  /** Where others reach it: the public URL, or where it listens. */
  public URI url() {
    return address(options, options.publicUrl()).rest(connectors.restPort());
  }

  /** Where this machine reaches it. */
  public URI urlHere() {
    return address.rest(connectors.restPort());
  }

  /** The link that makes its first visitor the leader: a secret. */
  public URI leaderLink() {
    return url().resolve("/?token=" + access.token().text());
  }

  public URI joinUrl() {
    return url().resolve("/join");
  }

  /** Whether only this machine reaches it. */
  public boolean loopback() {
    return address.loopback(options.publicUrl());
  }

  /** Why members of before aren't known. */
  public List<String> remarks() {
    return file.flatMap(MembersFile::remark).stream().toList();
  }

  /** How many streams are open. */
  int streamCount() {
    return streams.count();
  }

  @Override
  public void close() {
    if (streams != null) {
      streams.close();
    }
    steps.close();
    LifeCycle.stop(server);
    connectors.close();
  }

  private void start(Board board, Function<Optional<URI>, BoardPages> pageMaker) throws Exception {
    // The port is in addresses and in the cookie's name.
    connectors.open();
    var pages = pageMaker.apply(joinHere());
    streams =
        new EventStreams(
            board,
            new Fragments(board, pages),
            options.streams(),
            server.getThreadPool(),
            server.getScheduler());
    server.setErrorHandler(new PageErrors(pages));
    timeouts.setHandler(handler(board, pages));
    server.setHandler(timeouts);
    server.start();
    streams.start();
  }

  /** Empty if nobody else reaches it. */
  private Optional<URI> joinHere() {
    return loopback() ? Optional.empty() : Optional.of(joinUrl());
  }

  private Handler handler(Board board, BoardPages pages) {
    var check = new RequestCheck(address, options.publicUrl());
    boolean https = options.publicUrl().filter(url -> url.getScheme().equals("https")).isPresent();
    var routes =
        new LiveRoutes(
            check,
            new Gate(access, new SessionCookie(connectors.restPort()), check, https),
            new PageRoutes(board, pages, streams, joinHere()),
            new StepRoutes(
                board,
                access,
                new InvitationQuota(120, 120, options.clock()),
                new InvitationQuota(60, 300, options.clock())),
            steps,
            pages,
            timeouts::arrived);
    var pageHandler = limited(LIMITS.body(), routes);
    return options
        .publicUrl()
        .flatMap(url -> options.didcomm())
        .map(agent -> new DidCommForward(agent, sender(), timeouts::arrived))
        .map(forward -> new AtPath(DidCommForward.PATH, limited(LARGEST_MESSAGE, forward)))
        .<Handler>map(forward -> new Handler.Sequence(forward, pageHandler))
        .orElse(pageHandler);
  }

  private HttpRequestSender sender() {
    return new HttpRequestSender(LIMITS.connect(), LIMITS.call(), server);
  }

  private static Handler limited(int bytes, Handler handler) {
    var limited = new BodyLimit(bytes);
    limited.setHandler(handler);
    return limited;
  }

  private static ListenAddress address(Options options, Optional<URI> publicUrl) {
    return new ListenAddress(
        options.host(),
        options.port(),
        Optional.empty(),
        Optional.empty(),
        publicUrl,
        Optional.empty(),
        false);
  }

  /**
   * How pages are served.
   *
   * @param port 0 for any free one
   * @param publicUrl by which others reach them
   * @param data the directory of {@code live.json}; empty for memory
   * @param didcomm where the agent takes messages that come to the public URL
   */
  public record Options(
      String host,
      int port,
      Optional<URI> publicUrl,
      Optional<Path> data,
      Optional<URI> didcomm,
      Clock clock,
      StreamLimits streams) {

    public Options(
        String host,
        int port,
        Optional<URI> publicUrl,
        Optional<Path> data,
        Optional<URI> didcomm,
        Clock clock) {
      this(host, port, publicUrl, data, didcomm, clock, StreamLimits.DEFAULT);
    }
  }
}
