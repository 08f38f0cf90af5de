package duet.junit;

import static org.assertj.core.api.Assertions.assertThat;

import duet.AgentPair;
import duet.exchange.RunningExchange;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a failed test tells of each thing that its pair of agents did. */
class ExchangeReportTest {

  @Test
  void a_handshake_has_its_label_and_the_rest_their_kind() {
    var begun = new ArrayList<RunningExchange<?>>();
    try (var agents = AgentPair.embedded()) {
      agents.onExchange(begun::add);
      var pair = agents.connect("Bob");
      agents.present(pair, agents.issue(pair, Map.of("name", "Alice")));
    }

    var reports = begun.stream().map(ExchangeReport::of).toList();

    assertThat(reports)
        .extracting(ExchangeReport::title)
        .containsExactly("handshake \"Bob\"", "issuance", "presentation");
    assertThat(reports.get(1).toText())
        .startsWith("issuance\n")
        .contains("CredentialReceived")
        .contains("issued after");
    assertThat(reports.get(1).sameAs(ExchangeReport.of(begun.get(1)))).isTrue();
    assertThat(reports.get(1).sameAs(reports.get(2))).isFalse();
  }
}
