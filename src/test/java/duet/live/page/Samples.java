package duet.live.page;

import duet.agent.Cause;
import duet.exchange.Diagnosis;
import duet.exchange.Side;
import duet.live.board.AgentHealth;
import duet.live.board.FollowUp;
import duet.live.board.Row;
import duet.live.board.RowKind;
import duet.live.board.Standing;
import duet.session.SessionState;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a board may show, at a time that doesn't change. */
final class Samples {

  static final Instant NOW = Instant.parse("2026-11-28T10:15:30Z");
  static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  static final URI JOIN = URI.create("http://192.168.1.17:8000/join");
  static final String MARKUP = "</td><script>alert(1)</script>{{page}}&amp;\"'";
  static final String INVITATION = "eyJpZCI6IjBhN2YyZjBlL".repeat(34);
  static final String LINK = "https://my.domain.com/path?_oob=" + INVITATION;

  static final Diagnosis REFUSED =
      Diagnosis.of(
          Cause.ADDRESS_REFUSED,
          Side.INVITER,
          "the inviter's DID says http://agent-a.example:9/didcomm",
          "2 retries left in state ConnectionRequestPending");

  private Samples() {}

  static BoardPages pages() {
    return new BoardPages(CLOCK, Optional.of(JOIN));
  }

  static List<AgentHealth> agents(String trouble) {
    return List.of(
        new AgentHealth(
            Side.INVITER,
            URI.create("http://127.0.0.1:8090/"),
            NOW.minusSeconds(90),
            Optional.empty()),
        new AgentHealth(
            Side.INVITEE,
            URI.create("http://127.0.0.1:9090/"),
            NOW.minusSeconds(12),
            Optional.ofNullable(trouble)));
  }

  static Row open(String id, String title) {
    return row(id, title, Standing.OPEN, SessionState.OFFER_SENT, "waits to be scanned");
  }

  static Row underway(String id, String title) {
    return row(
        id,
        title,
        Standing.UNDERWAY,
        SessionState.REQUEST_RECEIVED,
        "the inviter answers the request");
  }

  static Row complete(String id, String title) {
    return row(id, title, Standing.COMPLETE, SessionState.ACCEPTED, "connected after 239 ms");
  }

  static Row expired(String id, String title) {
    return row(id, title, Standing.EXPIRED, SessionState.EXPIRED, "nobody answered in time");
  }

  static Row deadEnd(String id, String title) {
    return row(id, title, Standing.DEAD_END, SessionState.UNFULFILLED, "dead end");
  }

  static Row issued(String id, String title, Standing proof) {
    var row = complete(id, title);
    return new Row(
        id,
        row.kind(),
        title,
        row.states(),
        row.step(),
        row.standing(),
        row.word(),
        row.diagnosis(),
        Optional.of(new FollowUp("issued", Standing.COMPLETE)),
        Optional.of(new FollowUp(proof == Standing.COMPLETE ? "verified" : "requested", proof)),
        row.beganAt(),
        row.changedAt(),
        row.expiresAt());
  }

  /** Connected, and the proof failed. */
  static Row unproven(String id, String title) {
    var row = issued(id, title, Standing.COMPLETE);
    var why =
        Diagnosis.of(
            Cause.VERIFICATION_FAILED,
            Side.PROVER,
            "verifier's last failure: credential 1 is revoked: index 7 is set");
    return new Row(
        id,
        row.kind(),
        title,
        row.states(),
        row.step(),
        row.standing(),
        row.word(),
        row.diagnosis(),
        row.credential(),
        Optional.of(new FollowUp("revoked", Standing.DEAD_END, Optional.of(why))),
        row.beganAt(),
        row.changedAt(),
        row.expiresAt());
  }

  /** As in a workshop, the newest first. */
  static List<Row> twenty() {
    var names =
        List.of(
            "Bob",
            "Mariana Fernandes",
            "张伟",
            "Zoë & Ana",
            "نور الهدى",
            "Agent of the Ministry of Digital Affairs, branch office South",
            "👩🏽‍💻 Priya",
            "Jean-Luc",
            "Øyvind",
            "Sofía",
            "Табита",
            "Kwame",
            "Lars 2",
            "O'Brien",
            "Yuki",
            "table 7",
            "Nia",
            "Fritz",
            "Aroha",
            "Chidi");
    return IntStream.range(0, names.size())
        .mapToObj(
            i -> {
              var id = "row" + i;
              var name = names.get(i);
              return switch (i) {
                case 0, 2 -> open(id, name);
                case 1, 3, 4 -> underway(id, name);
                case 5, 11 -> deadEnd(id, name);
                case 9 -> expired(id, name);
                case 6 -> unproven(id, name);
                case 7, 8 -> issued(id, name, Standing.UNDERWAY);
                case 12, 13, 14 -> issued(id, name, Standing.COMPLETE);
                default -> complete(id, name);
              };
            })
        .toList();
  }

  private static Row row(
      String id, String title, Standing standing, SessionState step, String word) {
    Map<Side, String> states =
        switch (standing) {
          case OPEN -> Map.of(Side.INVITER, "InvitationGenerated");
          case EXPIRED -> Map.of(Side.INVITER, "InvitationExpired");
          case UNDERWAY ->
              Map.of(
                  Side.INVITER, "ConnectionResponsePending", Side.INVITEE, "ConnectionRequestSent");
          case COMPLETE ->
              Map.of(
                  Side.INVITER,
                  "ConnectionResponseSent",
                  Side.INVITEE,
                  "ConnectionResponseReceived");
          case DEAD_END ->
              Map.of(Side.INVITER, "InvitationGenerated", Side.INVITEE, "ConnectionRequestPending");
        };
    var began = NOW.minusSeconds(7L * (Math.floorMod(id.hashCode(), 40) + 1));
    return new Row(
        id,
        RowKind.CONNECTION,
        title,
        states,
        Optional.of(step),
        standing,
        word,
        standing == Standing.DEAD_END ? Optional.of(REFUSED) : Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        began,
        began.plusSeconds(3),
        standing == Standing.OPEN ? Optional.of(NOW.plusSeconds(292)) : Optional.empty());
  }
}
