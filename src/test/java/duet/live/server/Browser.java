package duet.live.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sends requests as a browser would, bit by bit, and keeps its cookie. Follows no redirect. */
final class Browser {

  private final URI server;
  private Optional<String> cookie = Optional.empty();

  Browser(URI server) {
    this.server = server;
  }

  Browser with(Optional<String> kept) {
    cookie = kept;
    return this;
  }

  Optional<String> cookie() {
    return cookie;
  }

  Answer get(String path) {
    return send("GET", path, Map.of(), "");
  }

  /** A form that a page of the server has. */
  Answer post(String path, Map<String, String> fields) {
    return post(path, fields, Map.of("Origin", "http://" + server.getAuthority()));
  }

  Answer post(String path, Map<String, String> fields, Map<String, String> headers) {
    return send("POST", path, headers, form(fields));
  }

  Answer send(String method, String path, Map<String, String> headers, String body) {
    try (var socket = open(method, path, headers, body)) {
      var bytes = socket.getInputStream().readAllBytes();
      var answer = Answer.parse(new String(bytes, StandardCharsets.UTF_8));
      cookie = answer.cookie().or(() -> cookie);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A stream whose events nobody reads yet. */
  Socket open(String path) {
    return open("GET", path, Map.of(), "");
  }

  /** A stream that is never read, with little room for what comes. */
  Socket stall(String path) {
    try {
      var socket = new Socket();
      socket.setReceiveBufferSize(4_096);
      socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
      var head = "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(path, server.getAuthority());
      socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static BufferedReader reader(Socket socket) {
    try {
      return new BufferedReader(
          new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Socket open(String method, String path, Map<String, String> headers, String body) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var head = new StringBuilder("%s %s HTTP/1.1\r\n".formatted(method, path));
    if (!headers.containsKey("Host")) {
      head.append("Host: ").append(server.getAuthority()).append("\r\n");
    }
    if (method.equals("POST") && !headers.containsKey("Content-Type")) {
      head.append("Content-Type: application/x-www-form-urlencoded\r\n");
    }
    cookie.ifPresent(kept -> head.append("Cookie: ").append(kept).append("\r\n"));
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Connection: close\r\nContent-Length: " + bytes.length + "\r\n\r\n");
    try {
      var socket = new Socket(server.getHost(), server.getPort());
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
