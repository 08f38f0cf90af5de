package duet.http;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
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

  private final SocketAddressResolver resolver = new Sync();

  @Override
  public void resolve(
      String host,
      int port,
      Map<String, Object> context,
      Promise<List<InetSocketAddress>> promise) {
    THREADS.execute(() -> resolver.resolve(host, port, context, promise));
  }
}
