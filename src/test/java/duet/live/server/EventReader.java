package duet.live.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Reads a stream's events on a thread of its own, as a browser does. Of long data it keeps the
 * start.
 */
final class EventReader implements AutoCloseable {

  private static final int KEPT = 20_000;

  private final Socket socket;
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private volatile boolean ended;

  EventReader(Socket socket) {
    this.socket = socket;
    var thread = new Thread(this::read, "test-events");
    thread.setDaemon(true);
    thread.start();
  }

  List<Event> events() {
    return List.copyOf(events);
  }

  List<Event> named(String name) {
    return events.stream().filter(event -> event.name().equals(name)).toList();
  }

  /** The first event that says so. */
  Optional<Event> find(String name, String text) {
    return named(name).stream().filter(event -> event.data().contains(text)).findFirst();
  }

  boolean ended() {
    return ended;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It was to be closed.
    }
  }

  private void read() {
    try (var lines = Browser.reader(socket)) {
      read(lines);
    } catch (SocketException e) {
      // closed by one side or the other
    } catch (IOException e) {
      events.add(new Event("failed", e.toString(), 0, Instant.now()));
    } finally {
      ended = true;
    }
  }

  /** The lines of chunks' sizes are hexadecimal numbers, which no field begins with. */
  private void read(BufferedReader lines) throws IOException {
    var name = "";
    var data = new StringBuilder();
    int rows = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("event: ")) {
        name = line.substring(7);
      } else if (line.startsWith("data: ")) {
        rows += line.contains("<tr") ? 1 : 0;
        if (data.length() < KEPT) {
          data.append(line, 6, line.length()).append('\n');
        }
      } else if (line.isEmpty() && !name.isEmpty()) {
        events.add(new Event(name, data.toString(), rows, Instant.now()));
        name = "";
        rows = 0;
        data.setLength(0);
      }
    }
  }

  /**
   * @param rows of a table in it
   */
  record Event(String name, String data, int rows, Instant at) {}
}
