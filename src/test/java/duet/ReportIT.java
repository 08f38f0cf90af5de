package duet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The story of a handshake as the command line keeps it. */
class ReportIT {

  @TempDir Path directory;

  @Test
  void connect_keeps_a_page_and_names_it() throws Exception {
    try (var duet = Program.duet(directory, Map.of(), "connect", "--report", "alice.html")) {
      assertThat(duet.exitCode()).as(duet.err()).isZero();
      assertThat(duet.out()).contains("Report  alice.html");
      assertThat(directory.resolve("alice.html"))
          .content()
          .contains("Connected after")
          .contains("<svg")
          .endsWith("</html>\n");
    }
  }

  @Test
  void a_dead_end_is_kept_as_well_and_both_documents_tell_the_cause() throws Exception {
    try (var pair = AgentPair.embedded()) {
      var invitation = pair.inviter().invite("Once");
      pair.invitee().accept(invitation.invitation());
      var settings = Map.of("INVITEE_URL", pair.invitee().url().toString());
      String[] accept = {
        "accept", invitation.invitationUrl(), "--json", "--report", "dead-end.json"
      };

      try (var duet = Program.duet(directory, settings, accept)) {
        assertThat(duet.exitCode()).as(duet.err()).isEqualTo(4);
        assertThat(duet.err()).contains("Report  dead-end.json");
        var kept = Files.readString(directory.resolve("dead-end.json"));
        for (var text : new String[] {duet.out(), kept}) {
          JsonNode document = new ObjectMapper().readTree(text);
          assertThat(document.at("/outcome").asText()).isEqualTo("dead-end");
          assertThat(document.at("/cause").asText()).isEqualTo("INVITATION_USED");
          assertThat(document.at("/side").asText()).isEqualTo("invitee");
          assertThat(document.at("/evidence")).isNotEmpty();
          assertThat(document.at("/advice").asText()).isNotEmpty();
          assertThat(document.at("/calls").asInt()).isPositive();
        }
      }
    }
  }

  @Test
  void a_timeout_is_kept_as_text() throws Exception {
    String invitation;
    try (var gone = AgentPair.embedded()) {
      invitation = gone.inviter().invite("To somebody in time").invitationUrl();
    }
    String[] accept = {"accept", invitation, "--timeout", "300ms", "--report", "late.txt"};

    try (var duet = Program.duet(directory, Map.of(), accept)) {
      assertThat(duet.exitCode()).as(duet.err()).isEqualTo(5);
      assertThat(duet.out()).contains("Report  late.txt");
      assertThat(directory.resolve("late.txt"))
          .content()
          .contains("inviter (unseen)", "ConnectionRequestPending (call)")
          .contains("timed out after");
    }
  }

  @Test
  void json_has_calls_and_how_late_the_states_were_seen() throws Exception {
    try (var duet = Program.duet(directory, Map.of(), "connect", "--json")) {
      assertThat(duet.exitCode()).as(duet.err()).isZero();
      JsonNode document = new ObjectMapper().readTree(duet.out());
      assertThat(document.at("/calls").asInt()).isPositive();
      assertThat(document.at("/latenessMillis/inviter").isNumber()).isTrue();
      assertThat(document.at("/latenessMillis/invitee").isNumber()).isTrue();
      assertThat(document.at("/timeline/0/source").asText()).isEqualTo("call");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"report.pdf", "no-such-directory/report.html"})
  void what_cannot_be_written_is_refused_before_anything_starts(String file) throws Exception {
    try (var duet = Program.duet(directory, Map.of(), "connect", "--report", file)) {
      assertThat(duet.exitCode()).isEqualTo(2);
      assertThat(duet.out()).isEmpty();
      assertThat(duet.err()).contains(file).doesNotContain("\tat ");
    }
  }
}
