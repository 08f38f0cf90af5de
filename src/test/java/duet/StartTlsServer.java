package duet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Stands before a mail server that knows no STARTTLS: says that it does, and once the connection is
 * encrypted, hands everything on.
 */
final class StartTlsServer implements AutoCloseable {

  private final ServerSocket listening;
  private final SSLContext tls;
  private final int behind;

  private StartTlsServer(ServerSocket listening, SSLContext tls, int behind) {
    this.listening = listening;
    this.tls = tls;
    this.behind = behind;
  }

  static StartTlsServer before(int port, SSLContext tls) throws IOException {
    var server =
        new StartTlsServer(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()), tls, port);
    daemon(server::serve);
    return server;
  }

  int port() {
    return listening.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }

  private void serve() {
    try {
      while (true) {
        serve(listening.accept());
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket client) throws IOException {
    say(client, "220 localhost");
    line(client);
    say(client, "250-localhost\r\n250 STARTTLS");
    if (!line(client).equals("STARTTLS")) {
      client.close();
      return;
    }
    say(client, "220 go on");
    var encrypted =
        (SSLSocket)
            tls.getSocketFactory()
                .createSocket(
                    client, client.getInetAddress().getHostName(), client.getPort(), true);
    encrypted.setUseClientMode(false);
    var server = new Socket(InetAddress.getLoopbackAddress(), behind);
    line(server);
    daemon(() -> copy(encrypted, server));
    daemon(() -> copy(server, encrypted));
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      var bytes = new byte[8_192];
      for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
        out.write(bytes, 0, n);
        out.flush();
      }
    } catch (IOException e) {
      // the other direction ended
    }
  }

  private static void say(Socket to, String text) throws IOException {
    to.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  private static String line(Socket from) throws IOException {
    var line = new StringBuilder();
    for (int c = from.getInputStream().read();
        c >= 0 && c != '\n';
        c = from.getInputStream().read()) {
      line.append((char) c);
    }
    return line.toString().strip();
  }

  private static void daemon(Runnable task) {
    var thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (UncheckedIOException e) {
                // closed
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
