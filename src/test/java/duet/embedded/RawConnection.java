package duet.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A bare connection: what is written is sent as it is. */
final class RawConnection implements AutoCloseable {

  private final Socket socket;
  private final String authority;

  RawConnection(URI agent) {
    authority = agent.getAuthority();
    try {
      socket = new Socket(agent.getHost(), agent.getPort());
      socket.setSoTimeout(20_000);
      socket.setTcpNoDelay(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a text with its line ends as on the wire; the host {@code a} becomes the agent's. */
  RawConnection send(String text) {
    var addressed = text.replace("Host: a\n", "Host: " + authority + "\n");
    return send(addressed.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  RawConnection send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a byte still goes out. */
  boolean drip(byte b) {
    try {
      socket.getOutputStream().write(b);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** All that comes until the agent closes the connection. */
  String rest() {
    var all = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(all);
    } catch (SocketException e) {
      // closed with a reset, which is a way to close
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
