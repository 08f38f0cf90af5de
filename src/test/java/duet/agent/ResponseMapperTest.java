package duet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is posted as an event and is none of a connection is passed over. */
class ResponseMapperTest {

  private static final AgentAddress AGENT = AgentAddress.of("inviter", "http://localhost:1");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "",
        "[]",
        "7",
        "{}",
        "{\"type\":\"ConnectionUpdated\"}",
        "{\"type\":\"ConnectionUpdated\",\"data\":[]}",
        "{\"type\":\"IssueCredentialRecordUpdated\",\"data\":{}}",
        "{\"type\":\"PresentationUpdated\",\"data\":7}",
        "{\"type\":\"Other\",\"data\":{}}"
      })
  void what_is_no_event_is_passed_over(String posted) {
    assertThat(ResponseMapper.event(AGENT, posted)).isEmpty();
  }
}
