package duet.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
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

  private final Predicate<InetAddress> permitted;
  private final BiPredicate<String, Integer> proxy;

  /**
   * @param permitted which addresses of a host are used
   * @param proxy whether a host and port are those of a proxy, whose addresses are all used
   */
  HostLookup(Predicate<InetAddress> permitted, BiPredicate<String, Integer> proxy) {
    this.permitted = permitted;
    this.proxy = proxy;
  }

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

  private void lookUp(String host, int port, Promise<List<InetSocketAddress>> promise) {
    try {
      var found =
          Stream.of(InetAddress.getAllByName(host))
              .filter(address -> permitted.test(address) || proxy.test(host, port))
              .map(address -> new InetSocketAddress(address, port))
              .toList();
      if (found.isEmpty()) {
        throw new LocalAddressException(host);
      }
      promise.succeeded(found);
    } catch (UnknownHostException | RuntimeException e) {
      promise.failed(e);
    }
  }
}
