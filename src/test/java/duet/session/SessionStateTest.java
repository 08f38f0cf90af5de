package duet.session;

import static org.assertj.core.api.Assertions.assertThat;

import duet.agent.Connection;
import duet.agent.ConnectionState;
import duet.fixture.Bodies;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionStateTest {

  @ParameterizedTest
  @CsvSource({
    "0, None", "1, Initialized", "2, OfferSent", "3, RequestReceived",
    "4, Accepted", "5, Unfulfilled", "6, Expired", "7, Revoked"
  })
  void names_and_numbers_are_those_of_the_older_tools(int number, String name) {
    assertThat(SessionState.values()[number]).hasToString(name);
    assertThat(SessionState.values()[number].number()).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource({
    "InvitationGenerated, Initialized",
    "InvitationReceived, OfferSent",
    "ConnectionRequestPending, OfferSent",
    "ConnectionRequestSent, RequestReceived",
    "ConnectionRequestReceived, RequestReceived",
    "ConnectionResponsePending, RequestReceived",
    "ConnectionResponseSent, Accepted",
    "ConnectionResponseReceived, Accepted",
    "ProblemReportPending, Unfulfilled",
    "ProblemReportSent, Unfulfilled",
    "ProblemReportReceived, Unfulfilled",
    "InvitationExpired, Expired",
    "SomethingNewer, Initialized"
  })
  void one_side_gives_it_as_the_table_says(String state, String expected) {
    assertThat(SessionState.of(connection(state))).hasToString(expected);
  }

  @Test
  void every_state_of_an_agent_has_its_place() {
    for (ConnectionState state : ConnectionState.values()) {
      assertThat(SessionState.of(connection(state.wire()))).isNotNull();
    }
  }

  static Connection connection(String state) {
    return new Connection(
        Bodies.THREAD,
        Bodies.THREAD,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "Inviter",
        state,
        "https://my.domain.com/path?_oob=" + Bodies.INVITATION.encoded(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }
}
