package duet.live;

import duet.text.HttpUrl;
import duet.text.TcpPort;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a page about two agents is served, and what it remembers.
 *
 * @param host a name or address of this machine to listen on
 * @param port 0 for any free one
 * @param publicUrl by which others reach the page instead, of a tunnel or reverse proxy; what comes
 *     to its path {@code /didcomm} is then passed on to the inviter, if that runs in this process
 * @param data the directory where hashes of cookies and the threads of exchanges are kept, so that
 *     pages that are open go on after a restart; empty for memory
 * @param linkBase where links of invitations lead; empty for the inviter's own
 */
public record LiveOptions(
    String host, int port, Optional<URI> publicUrl, Optional<Path> data, Optional<URI> linkBase) {

  public static final int PORT = 8000;

  /** Loopback, port 8000, everything in memory. */
  public static final LiveOptions DEFAULT =
      new LiveOptions("127.0.0.1", PORT, Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * @throws IllegalArgumentException if the port or a URL isn't valid
   */
  public LiveOptions {
    TcpPort.parse(String.valueOf(port));
    publicUrl.ifPresent(LiveOptions::requireRoot);
    linkBase.ifPresent(HttpUrl::check);
  }

  /** The same, at this host and port. */
  public LiveOptions at(String listening, int free) {
    return new LiveOptions(listening, free, publicUrl, data, linkBase);
  }

  /** The same, reached by this URL. */
  public LiveOptions reachedAt(URI url) {
    return new LiveOptions(host, port, Optional.of(url), data, linkBase);
  }

  /** The same, kept in this directory. */
  public LiveOptions keptIn(Path directory) {
    return new LiveOptions(host, port, publicUrl, Optional.of(directory), linkBase);
  }

  /** The same, with links of invitations that lead there. */
  public LiveOptions linkingTo(URI base) {
    return new LiveOptions(host, port, publicUrl, data, Optional.of(base));
  }

  private static void requireRoot(URI url) {
    HttpUrl.check(url);
    if (!url.getPath().matches("/?") || url.getQuery() != null) {
      throw new IllegalArgumentException(
          "invalid public URL (must have neither a path nor a query: the page is at its root)");
    }
  }
}
