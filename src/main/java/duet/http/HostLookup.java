package duet.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * Resolves host names on its own threads: nothing ends a look-up that waits for a name server, and
 * the threads that serve requests must not wait with it.
 */
final class HostLookup implements SocketAddressResolver {

  private static final Executor THREADS =
      Executors.newCachedThreadPool(
          task -> {
            var thread = new Thread(task, "duet-names");
            thread.setDaemon(true);
            return thread;
          });

  @Override
  public void resolve(
      String host,
      int port,
      Map<String, Object> context,
      Promise<List<InetSocketAddress>> promise) {
    resolve(host, port, promise);
  }

  /** What Jetty 12.0 calls, whose interface has this method instead of the other. */
  public void resolve(String host, int port, Promise<List<InetSocketAddress>> promise) {
    THREADS.execute(() -> lookUp(host, port, promise));
  }

  private static void lookUp(String host, int port, Promise<List<InetSocketAddress>> promise) {
    try {
      var found = Stream.of(InetAddress.getAllByName(host));
      promise.succeeded(found.map(address -> new InetSocketAddress(address, port)).toList());
    } catch (UnknownHostException | RuntimeException e) {
      promise.failed(e);
    }
  }
}
