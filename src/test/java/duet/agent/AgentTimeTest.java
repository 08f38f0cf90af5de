package duet.agent;

import static org.assertj.core.api.Assertions.assertThat;

import duet.fixture.Bodies;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Agents' times in all forms, as they stand in a connection. */
class AgentTimeTest {

  private static final AgentAddress AGENT = AgentAddress.of("inviter", "http://localhost:1");

  @ParameterizedTest
  @CsvSource({
    "'\"2026-11-21T03:26:30.720Z\"', 2026-11-21T03:26:30.720Z",
    "'\"2026-11-21 03:26:30+01:00\"', 2026-11-21T02:26:30Z",
    "1795231590, 2026-11-21T03:26:30Z",
    "1795231590.5, 2026-11-21T03:26:30.500Z",
    "1795231590720, 2026-11-21T03:26:30.720Z",
    "1795231590720000, 2026-11-21T03:26:30.720Z",
    "1795231590720000000, 2026-11-21T03:26:30.720Z",
    "'\"1795231590\"', 2026-11-21T03:26:30Z",
    "0, 1970-01-01T00:00:00Z",
    "-1, 1969-12-31T23:59:59Z",
    "'\"+999999999-12-31T23:59:59Z\"', +999999999-12-31T23:59:59Z",
  })
  void a_time_is_read_from_text_and_number(String json, Instant time) {
    assertThat(connection(json).updatedAt()).contains(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e300",
        "-1e300",
        "9223372036854775807999999999",
        "true",
        "null",
        "\"\"",
        "\"soon\"",
        "{}",
        "[1]",
        "\"2026-02-31T00:00:00Z\"",
        "\"9e99\""
      })
  void what_is_no_time_counts_as_missing(String json) {
    var connection = connection(json);

    assertThat(connection.updatedAt()).isEmpty();
    assertThat(connection.createdAt()).isPresent();
  }

  private static Connection connection(String time) {
    var body =
        Bodies.inviter("InvitationGenerated")
            .toString()
            .replaceFirst("}$", ",\"updatedAt\":" + time + "}");
    var event = "{\"type\":\"ConnectionUpdated\",\"data\":" + body + "}";
    return (Connection) ResponseMapper.event(AGENT, event).orElseThrow();
  }
}
