package duet.cli;

import duet.session.Session;
import duet.text.SafeText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Connections and exchanges as tables that fit the terminal: 80 columns unless it is known to have
 * more.
 */
final class ConnectionTable {

  private static final int USUAL = 80;
  private static final String ROW = "%-36s  %-17s  %-11s  %s";
  private static final String CREDENTIAL = "%-36s  %-18s  %-11s  %s";
  private static final String PROOF = "%-36s  %-30s  %s";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

  /** Times that are further away are shown with their year. */
  private static final Duration RECENT = Duration.ofDays(180);

  private final int columns;
  private final Instant now = Instant.now();

  /**
   * @param columns of the terminal; 0 if unknown
   */
  ConnectionTable(int columns) {
    this.columns = Math.max(USUAL, columns);
  }

  /** Each with the name of its session, or else its label in quotes. */
  List<String> connections(List<ListedConnection> connections) {
    var header = row("ID", "STATE", "CREATED UTC", "NAME");
    return Stream.concat(Stream.of(header), connections.stream().map(this::row)).toList();
  }

  List<String> sessions(List<Session> sessions) {
    var header = row("THREAD", "STATE", "UPDATED UTC", "NAME");
    return Stream.concat(Stream.of(header), sessions.stream().map(this::row)).toList();
  }

  List<String> credentials(List<ListedCredential> credentials) {
    var header = line(CREDENTIAL, "CREDENTIAL", "STATE", "CREATED UTC", "NAME");
    var rows =
        credentials.stream()
            .map(
                one ->
                    line(
                        CREDENTIAL,
                        one.credential().id(),
                        one.credential().reportedState(),
                        time(one.credential().createdAt()),
                        one.name().orElse("")));
    return Stream.concat(Stream.of(header), rows).toList();
  }

  List<String> proofs(List<ListedProof> proofs) {
    var header = line(PROOF, "PROOF", "STATE", "NAME");
    var rows =
        proofs.stream()
            .map(
                one ->
                    line(
                        PROOF,
                        one.proof().id(),
                        one.proof().reportedState(),
                        one.name().orElse("")));
    return Stream.concat(Stream.of(header), rows).toList();
  }

  private String row(ListedConnection listed) {
    var connection = listed.connection();
    var label = connection.label().map(text -> '"' + text + '"').orElse("");
    return row(
        connection.id(),
        listed.standing().map(SessionStatus.Numbered::toString).orElse(""),
        time(connection.createdAt()),
        listed.name().orElse(label));
  }

  private String row(Session session) {
    return row(
        session.thid(),
        SessionStatus.Numbered.of(session.state()).toString(),
        time(Optional.of(session.updatedAt())),
        session.name());
  }

  private String row(String id, String state, String time, String name) {
    return line(ROW, id, state, time, name);
  }

  /** The last cell gets what is left of the line. */
  private String line(String format, String... cells) {
    var safe = Stream.of(cells).map(Console::safe).toArray(String[]::new);
    var last = safe.length - 1;
    safe[last] = "";
    int left = columns - format.formatted((Object[]) safe).length();
    safe[last] = SafeText.excerpt(cells[last], Math.max(1, left));
    return format.formatted((Object[]) safe).stripTrailing();
  }

  private String time(Optional<Instant> time) {
    return time.map(
            at -> (Duration.between(at, now).abs().compareTo(RECENT) < 0 ? TIME : DAY).format(at))
        .orElse("");
  }
}
