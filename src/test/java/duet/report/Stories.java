package duet.report;

import duet.agent.Cause;
import duet.agent.Connection;
import duet.agent.Problem;
import duet.exchange.Diagnosis;
import duet.exchange.Side;
import duet.exchange.Timeline;
import duet.exchange.Timeline.Entry;
import duet.exchange.Timeline.Remark;
import duet.exchange.Timeline.Source;
import duet.fixture.ScriptedAgent;
import duet.handshake.Pair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Stories as agents of all kinds would make them, with times that don't change. */
final class Stories {

  static final String MARKUP = "</text></svg><script>alert(1)</script>{{page}}&amp;\"'";

  private static final String THREAD = "0a7f2f0e-5d0c-4b9a-9d53-0d5a6a3f1c77";
  private static final String INVITER_DID = did("SbyGGtmtqtFGDdGJxfxRzXWG6UUkYQbXsCVwnmyFrCv7X");
  private static final String INVITEE_DID = did("SgdRY6HfPtMPCqdVVUyjoBSENrBDGCW8GLCaZxFjvTyHs");

  private Stories() {}

  static Stream<Story> all() {
    return Stream.concat(
        Stream.of(
            connected(),
            slow(),
            deadEnd(),
            timedOut(),
            oneSided(),
            refused(),
            hostile(),
            mediated(),
            notPickedUp()),
        CredentialStories.all());
  }

  /** An agent of today that is polled, as most are. */
  static Story connected() {
    return story(
        Outcome.CONNECTED,
        239,
        null,
        List.of(
            entry(Side.INVITER, "InvitationGenerated", 27, Source.CALL),
            entry(Side.INVITEE, "ConnectionRequestPending", 27, Source.CALL),
            entry(Side.INVITER, "ConnectionResponsePending", 140, Source.POLL),
            entry(Side.INVITEE, "ConnectionRequestSent", 175, Source.WEBHOOK),
            entry(Side.INVITEE, "ConnectionResponseReceived", 214, Source.WEBHOOK),
            entry(Side.INVITER, "ConnectionResponseSent", 239, Source.POLL)),
        List.of());
  }

  /** Agents that look into their databases every two seconds. */
  static Story slow() {
    return story(
        Outcome.CONNECTED,
        5_020,
        null,
        List.of(
            entry(Side.INVITER, "InvitationGenerated", 31, Source.CALL),
            entry(Side.INVITEE, "ConnectionRequestPending", 31, Source.CALL),
            entry(Side.INVITEE, "ConnectionRequestSent", 1_840, Source.POLL),
            entry(Side.INVITER, "ConnectionRequestReceived", 1_910, Source.POLL),
            entry(Side.INVITER, "ConnectionResponsePending", 2_030, Source.POLL),
            entry(Side.INVITER, "ConnectionResponseSent", 4_890, Source.POLL),
            entry(Side.INVITEE, "ConnectionResponseReceived", 5_020, Source.POLL)),
        List.of(
            new Remark(
                Optional.of(Side.INVITEE),
                "invitee has a webhook of somebody else's, so it is only polled",
                Duration.ofMillis(30))));
  }

  /** The inviter's address leads nowhere. */
  static Story deadEnd() {
    return story(
        Outcome.DEAD_END,
        16_240,
        new Diagnosis(
            Cause.ADDRESS_REFUSED,
            Optional.of(Side.INVITER),
            List.of(
                "the inviter's DID says http://agent-a.example:9/didcomm",
                "2 retries left in state ConnectionRequestPending")),
        List.of(
            entry(Side.INVITER, "InvitationGenerated", 22, Source.CALL),
            entry(Side.INVITEE, "ConnectionRequestPending", 22, Source.CALL)),
        List.of(
            new Remark(
                Optional.of(Side.INVITEE),
                "invitee's agent had trouble: Unable to send the message: connection refused to"
                    + " http://agent-a.example:9/didcomm",
                Duration.ofMillis(190))));
  }

  /** The invitee is a wallet that asks its mediator now and then. */
  static Story mediated() {
    var entries = new ArrayList<>(connected().entries().subList(0, 4));
    entries.add(entry(Side.INVITER, "ConnectionResponseSent", 239, Source.POLL));
    entries.add(entry(Side.INVITEE, "ConnectionResponseReceived", 4_310, Source.WEBHOOK));
    return through(
        ScriptedAgent.did(ScriptedAgent.did("http://mediator.acme.org:8086/")),
        story(Outcome.CONNECTED, 4_310, null, entries, List.of()));
  }

  /** Its mediator, which is behind another one, took the response in vain. */
  static Story notPickedUp() {
    var chain = ScriptedAgent.did(ScriptedAgent.did("http://mediator.acme.org:8086/"));
    return through(
        ScriptedAgent.did(chain),
        story(
            Outcome.DEAD_END,
            45_000,
            new Diagnosis(Cause.NOT_PICKED_UP, Optional.of(Side.INVITEE), List.of()),
            List.of(
                entry(Side.INVITER, "InvitationGenerated", 18, Source.CALL),
                entry(Side.INVITEE, "ConnectionRequestSent", 18, Source.CALL),
                entry(Side.INVITER, "ConnectionResponseSent", 164, Source.WEBHOOK)),
            List.of()));
  }

  private static Story through(String wallet, Story story) {
    var inviter = inviter(story).orElseThrow();
    return handshake(
        story.outcome(),
        story.diagnosis(),
        story.after(),
        story.didsMatch().orElseThrow(),
        story.entries(),
        story.remarks(),
        story.calls(),
        story.lateness(),
        Optional.of(connection("Inviter", inviter.reportedState(), null, INVITER_DID, wallet)),
        invitee(story)
            .map(seen -> connection("Invitee", seen.reportedState(), null, wallet, INVITER_DID)));
  }

  /** The request went out, and the inviter never saw it. */
  static Story timedOut() {
    return story(
        Outcome.TIMED_OUT,
        60_000,
        new Diagnosis(
            Cause.REQUEST_NOT_SEEN,
            Optional.of(Side.INVITER),
            List.of("the inviter's DID says http://somebody-else.example/didcomm")),
        List.of(
            entry(Side.INVITER, "InvitationGenerated", 18, Source.CALL),
            entry(Side.INVITEE, "ConnectionRequestPending", 18, Source.CALL),
            entry(Side.INVITEE, "ConnectionRequestSent", 164, Source.WEBHOOK)),
        List.of());
  }

  /** A stranger's invitation was accepted. */
  static Story oneSided() {
    var story =
        story(
            Outcome.CONNECTED,
            182,
            null,
            List.of(
                entry(Side.INVITEE, "ConnectionRequestPending", 24, Source.CALL),
                entry(Side.INVITEE, "ConnectionRequestSent", 96, Source.POLL),
                entry(Side.INVITEE, "ConnectionResponseReceived", 182, Source.POLL)),
            List.of());
    return handshake(
        story.outcome(),
        story.diagnosis(),
        story.after(),
        false,
        story.entries(),
        story.remarks(),
        5,
        Map.of(Side.INVITEE, Duration.ofMillis(12)),
        Optional.empty(),
        invitee(story));
  }

  /** The accept itself was refused, and nothing was watched. */
  static Story refused() {
    var story =
        story(
            Outcome.DEAD_END,
            14,
            new Diagnosis(
                Cause.INVITATION_USED,
                Optional.of(Side.INVITEE),
                List.of("HTTP 400: invitation already received")),
            List.of(entry(Side.INVITER, "InvitationGenerated", 0, Source.CALL)),
            List.of());
    return handshake(
        story.outcome(),
        story.diagnosis(),
        story.after(),
        false,
        story.entries(),
        story.remarks(),
        1,
        Map.of(),
        inviter(story),
        Optional.empty());
  }

  /** Everything that an agent can choose tries to be something else. */
  static Story hostile() {
    var markup = MARKUP;
    var story =
        story(
            Outcome.DEAD_END,
            500,
            new Diagnosis(
                Cause.PROBLEM_REPORTED,
                Optional.of(Side.INVITEE),
                List.of(markup, "\u001b[31mred")),
            List.of(
                entry(Side.INVITER, "InvitationGenerated", 0, Source.CALL),
                entry(Side.INVITEE, markup + "x".repeat(300), 0, Source.CALL),
                entry(Side.INVITEE, "\u0000Über\u202e\ud83d\ude00 state", 400, Source.WEBHOOK)),
            List.of(new Remark(Optional.empty(), markup.repeat(8), Duration.ofMillis(3))));
    var connection = connection("Invitee", markup, markup, markup, markup);
    return handshake(
        story.outcome(),
        story.diagnosis(),
        story.after(),
        false,
        story.entries(),
        story.remarks(),
        4,
        Map.of(),
        Optional.of(connection),
        Optional.of(connection));
  }

  private static Story story(
      Outcome outcome, long after, Diagnosis diagnosis, List<Entry> entries, List<Remark> remarks) {
    return handshake(
        outcome,
        Optional.ofNullable(diagnosis),
        Duration.ofMillis(after),
        outcome == Outcome.CONNECTED,
        entries,
        remarks,
        9,
        Map.of(Side.INVITER, Duration.ofMillis(21), Side.INVITEE, Duration.ofMillis(4)),
        Optional.of(
            connection(
                "Inviter",
                last(Side.INVITER, entries),
                "Connect with Bob",
                INVITER_DID,
                INVITEE_DID)),
        Optional.of(
            connection("Invitee", last(Side.INVITEE, entries), null, INVITEE_DID, INVITER_DID)));
  }

  private static String last(Side side, List<Entry> entries) {
    return entries.stream()
        .filter(entry -> entry.side() == side)
        .reduce((earlier, later) -> later)
        .map(Entry::state)
        .orElse("InvitationGenerated");
  }

  static Entry entry(Side side, String state, long millis, Source source) {
    return new Entry(side, state, Duration.ofMillis(millis), source);
  }

  private static Connection connection(
      String role, String state, String label, String myDid, String theirDid) {
    return new Connection(
        THREAD,
        THREAD,
        Optional.ofNullable(label),
        Optional.empty(),
        Optional.empty(),
        Optional.of(myDid),
        Optional.of(theirDid),
        role,
        state,
        "https://my.domain.com/path?_oob=" + "eyJpZCI6IjBhN2YyZjBlLTVkMGMtNGI5YS05ZDUz".repeat(16),
        Optional.of(Instant.parse("2026-11-21T07:23:57.687Z")),
        Optional.of(Instant.parse("2026-11-21T07:23:57.901Z")),
        Optional.of(5),
        Optional.of(
            new Problem(500, "error:SomeService:Trouble", "Trouble", label == null ? "" : label)),
        Map.of("domainId", label == null ? "none" : label));
  }

  private static String did(String key) {
    return "did:peer:2.Ez6L%s.Vz6Mk%s.SeyJ0IjoiZG0iLCJzIjp7InVyaSI6Imh0dHA6Ly8xMjcuMC4wLjE6ODA5MCIsInIiOltdLCJhIjpbImRpZGNvbW0vdjIiXX19"
        .formatted(key, key);
  }

  static Story of(List<Entry> entries) {
    return handshake(
        Outcome.CONNECTED,
        Optional.empty(),
        entries.get(entries.size() - 1).at(),
        false,
        entries,
        List.of(),
        0,
        Map.of(),
        Optional.empty(),
        Optional.empty());
  }

  static Optional<Connection> inviter(Story story) {
    return story.side(Side.INVITER).map(Connection.class::cast);
  }

  static Optional<Connection> invitee(Story story) {
    return story.side(Side.INVITEE).map(Connection.class::cast);
  }

  private static Story handshake(
      Outcome outcome,
      Optional<Diagnosis> diagnosis,
      Duration after,
      boolean didsMatch,
      List<Entry> entries,
      List<Remark> remarks,
      int calls,
      Map<Side, Duration> lateness,
      Optional<Connection> inviter,
      Optional<Connection> invitee) {
    var pair = new Pair(inviter, invitee, new Timeline());
    return new Story(
        outcome, diagnosis, after, Optional.of(didsMatch), entries, remarks, calls, lateness, pair);
  }
}
