package duet.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * HTTP/1.1 over one socket that stays open as long as the server lets it. Unlike HTTP clients it
 * sends whatever it is told to.
 */
final class KeptAlive implements AutoCloseable {

  private static final int LIMIT_MILLIS = 30_000;

  private final URI server;
  private Socket socket;
  private InputStream in;
  private String last = "";

  KeptAlive(URI server) {
    this.server = server;
  }

  /** An answer, its headers' names in lower case. */
  record Answer(int status, Map<String, String> headers, String body) {}

  Answer send(String method, String target, String header, byte[] body) throws IOException {
    var head =
        method + " " + target + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\n" + header;
    var request = new ByteArrayOutputStream();
    request.write(
        (head + "Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    request.write(body);
    if (socket != null && in.available() > 0) {
      throw new IOException("more than one answer to " + last);
    }
    last = method + " " + target;
    if (socket != null) {
      try {
        return answer(request);
      } catch (EOFException | SocketException e) {
        close(); // a server may close a connection after any answer, and then it is asked anew
      } catch (IOException e) {
        close();
        throw e;
      }
    }
    open();
    try {
      return answer(request);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private void open() throws IOException {
    socket = new Socket(server.getHost(), server.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(LIMIT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  private Answer answer(ByteArrayOutputStream request) throws IOException {
    request.writeTo(socket.getOutputStream());
    int status = Integer.parseInt(line().split(" ")[1]);
    var headers = new HashMap<String, String>();
    for (var line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    var body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    if ("close".equalsIgnoreCase(headers.get("connection"))) {
      close();
    }
    return new Answer(status, headers, body);
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server closed the connection after: " + line);
      }
      line.append((char) c);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
