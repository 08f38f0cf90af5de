package duet.embedded.http;

import java.time.Duration;

/**
 * The limits of what a server accepts and of what an agent sends. JSON may nest {@link #DEPTH}
 * levels deep; labels and goals have 255 characters, invitations 64 Ki. What is read from URLs that
 * others name, schemas and status lists, has limits of its own: 5 s and 256 KiB.
 *
 * @param body of a request in bytes; more is answered with 413
 * @param head of a request in bytes, from its first line to its last header; more is answered with
 *     414 or 431
 * @param arrival how long a head may take to arrive, and then a body; later the connection is
 *     closed
 * @param idle how long a connection may be silent; then it is closed
 * @param connections open at a time; more wait to be accepted
 * @param connect how long connecting to a receiver may take
 * @param call how long a request to a receiver may take, from connecting to the end of its answer,
 *     of which 64 KiB are read
 * @param calls how many requests may be under way, for messages and once more for events
 * @param callsToOne how many of them to one receiver; one that didn't answer gets one at a time
 */
public record ServerLimits(
    int body,
    int head,
    Duration arrival,
    Duration idle,
    int connections,
    Duration connect,
    Duration call,
    int calls,
    int callsToOne) {

  /** How deep JSON may nest. */
  public static final int DEPTH = 64;

  /** 1 MiB, 16 KiB, 30 s, 30 s, 512; 5 s, 10 s, 64, 16. */
  public static final ServerLimits DEFAULT =
      new ServerLimits(
          1 << 20,
          16 << 10,
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          512,
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          64,
          16);
}
