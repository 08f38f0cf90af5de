package duet.http;

import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** TLS that is set up on first use, since that reads all certificates of the JDK. */
final class LazyTls extends SslContextFactory.Client {

  private boolean ready;

  @Override
  protected void doStart() {
    // Nothing is needed yet.
  }

  @Override
  public SSLEngine newSSLEngine(String host, int port) {
    prepare();
    return super.newSSLEngine(host, port);
  }

  private synchronized void prepare() {
    if (!ready) {
      try {
        reload(itself -> {});
      } catch (Exception e) {
        throw new IllegalStateException("TLS can't be set up", e);
      }
      ready = true;
    }
  }
}
