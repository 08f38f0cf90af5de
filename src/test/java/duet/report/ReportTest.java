package duet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duet.AgentPair;
import duet.agent.AgentAddress;
import duet.agent.AgentException;
import duet.embedded.EmbeddedAgent;
import duet.handshake.DeadEndException;
import duet.handshake.Handshake;
import duet.handshake.HandshakeTimeoutException;
import duet.handshake.Pair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of real handshakes between agents that ask for keys. */
class ReportTest {

  private static final String KEY = "key-that-nobody-may-read";

  private static EmbeddedAgent first;
  private static EmbeddedAgent second;
  private static AgentPair agents;

  @TempDir Path directory;

  @BeforeAll
  static void open() {
    first = EmbeddedAgent.builder().apiKey(KEY).start();
    second = EmbeddedAgent.builder().apiKey(KEY).start();
    agents = AgentPair.open(address("inviter", first), address("invitee", second));
  }

  @AfterAll
  static void close() {
    agents.close();
    first.close();
    second.close();
  }

  @Test
  void what_ended_before_is_told_first() {
    var connected = Report.of(agents.connect("First"));
    var again = Report.of(agents.connect("Second"));
    var both = again.precededBy(List.of(connected));

    assertThat(both.toText()).isEqualTo(connected.toText() + "\n" + again.toText());
    assertThat(both.document().at("/before/0")).isEqualTo(connected.document());
    assertThat(both.document().at("/inviter")).isEqualTo(again.document().at("/inviter"));
    assertThat(both.toHtml())
        .containsSubsequence("Handshake: connected", "<svg", "Handshake: connected", "<svg");
    assertThat(again.document().has("before")).isFalse();
  }

  @Test
  void a_connected_pair_tells_states_calls_and_how_late_they_were_seen() throws Exception {
    var pair = agents.connect("Connect with Bob");

    var json = json(Report.of(pair));

    assertThat(json.at("/outcome").asText()).isEqualTo("connected");
    assertThat(json.at("/didsMatch").asBoolean()).isTrue();
    assertThat(json.at("/calls").asInt()).isEqualTo(pair.timeline().calls());
    assertThat(json.at("/latenessMillis/inviter").isNumber()).isTrue();
    assertThat(json.at("/latenessMillis/invitee").isNumber()).isTrue();
    assertThat(json.at("/timeline")).hasSameSizeAs(pair.timeline().entries());
    assertThat(json.at("/timeline/0").fieldNames())
        .toIterable()
        .containsExactly("side", "state", "atMillis", "source");
    assertThat(json.at("/inviter/state").asText()).isEqualTo("ConnectionResponseSent");
    assertThat(json.at("/inviter/myDid")).isEqualTo(json.at("/invitee/theirDid"));
    assertThat(json.at("/inviter/thid")).isEqualTo(json.at("/invitee/thid"));
    assertThat(json.has("cause") || json.has("advice")).isFalse();
  }

  @Test
  void a_dead_end_tells_cause_side_evidence_and_advice() throws Exception {
    var invitation = agents.inviter().invite("Used");
    Handshake.accept(agents.inviter(), invitation, agents.invitee()).await();
    var failure =
        catchThrowableOfType(
            DeadEndException.class,
            () -> Handshake.accept(agents.inviter(), invitation, agents.invitee()));

    var json = json(Report.of(failure));

    assertThat(json.at("/outcome").asText()).isEqualTo("dead-end");
    assertThat(json.at("/cause").asText()).isEqualTo("INVITATION_USED");
    assertThat(json.at("/side").asText()).isEqualTo("invitee");
    assertThat(json.at("/evidence")).isNotEmpty();
    assertThat(json.at("/advice").asText()).isEqualTo(failure.diagnosis().cause().advice());
    assertThat(json.at("/timeline/0/state").asText()).isEqualTo("InvitationGenerated");
    assertThat(json.has("invitee")).isFalse();
  }

  @Test
  void a_timeout_tells_how_long_was_waited() throws Exception {
    var json = json(Report.of(nobodyAnswers()));

    assertThat(json.at("/outcome").asText()).isEqualTo("timed-out");
    assertThat(json.at("/cause").asText()).isEqualTo("NOBODY_ANSWERED");
    assertThat(json.at("/afterMillis").asDouble()).isGreaterThanOrEqualTo(50);
  }

  @Test
  void a_handshake_under_way_can_be_told_too() throws Exception {
    var handshake =
        Handshake.ofInviter(agents.inviter(), agents.inviter().invite("Not yet answered"));

    var report = Report.of(handshake.pair(), handshake.progress());

    assertThat(report.outcome()).isEqualTo(Outcome.UNDERWAY);
    assertThat(report.toText()).contains("under way, last change after");
  }

  @Test
  void an_agent_that_failed_half_way_is_the_cause() throws Exception {
    var pair = agents.connect("Until then");
    var failure =
        catchThrowableOfType(AgentException.class, () -> agents.invitee().connection("unknown"));

    var json = json(Report.of(pair, failure));

    assertThat(json.at("/outcome").asText()).isEqualTo("error");
    assertThat(json.at("/cause").asText()).isEqualTo("REJECTED");
    assertThat(json.at("/side").asText()).isEqualTo("invitee");
  }

  @Test
  void no_form_of_it_has_a_key() {
    var pair = agents.connect("Nothing to see");
    var reports = Stream.of(Report.of(pair), Report.of(nobodyAnswers()));

    assertThat(reports)
        .flatMap(report -> Stream.of(report.toText(), report.toJson(), report.toHtml()).toList())
        .noneMatch(text -> text.contains(KEY) || text.contains("apikey"));
  }

  @Test
  void the_ending_of_the_file_chooses_the_form_and_nothing_else_is_left_there() throws Exception {
    var report = Report.of(agents.connect("Größe"));
    var html = directory.resolve("report.html");
    Files.writeString(html, "an older report");

    report.writeTo(html);
    report.writeTo(directory.resolve("report.json"));
    report.writeTo(directory.resolve("report.txt"));

    assertThat(html).hasContent(report.toHtml());
    assertThat(directory.resolve("report.json")).hasContent(report.toJson());
    assertThat(directory.resolve("report.txt")).hasContent(report.toText());
    assertThat(report.toHtml()).contains("Größe");
    try (var files = Files.list(directory)) {
      assertThat(files).hasSize(3);
    }
  }

  private static HandshakeTimeoutException nobodyAnswers() {
    var handshake = Handshake.ofInviter(agents.inviter(), agents.inviter().invite("Anybody?"));
    return catchThrowableOfType(
        HandshakeTimeoutException.class, () -> await(handshake, Duration.ofMillis(50)));
  }

  private static Pair await(Handshake handshake, Duration limit) {
    return handshake.await(limit);
  }

  private static JsonNode json(Report report) throws Exception {
    return new ObjectMapper().readTree(report.toJson());
  }

  private static AgentAddress address(String name, EmbeddedAgent agent) {
    return AgentAddress.of(name, agent.url().toString(), KEY);
  }
}
