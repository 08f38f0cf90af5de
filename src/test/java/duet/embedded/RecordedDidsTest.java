package duet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import duet.credential.PrismDid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What two real agents were asked about DIDs is asked of one of ours, in the same order: each
 * answer has the same status, the same fields and the same words of error.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedDidsTest {

  /** Resolution, which takes a node. */
  private static final Set<Integer> LEFT_OUT = Set.of(15, 16);

  private final EmbeddedAgent agent = EmbeddedAgent.builder().start();
  private final Rest rest = new Rest(agent.url());
  private final Map<String, String> ours = new HashMap<>();

  @AfterAll
  void stop() {
    agent.close();
  }

  static Stream<CredentialRecording> recordings() {
    return CredentialRecording.between(1, 18).stream()
        .filter(one -> !LEFT_OUT.contains(one.number()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recordings")
  void the_answer_is_the_recorded_one(CredentialRecording recorded) {
    if (recorded.number() == 18) {
      // published off the record
      rest.post(translated(recorded.path()) + "/publications", "{}");
    }
    var reply = rest.send(recorded.method(), translated(recorded.path()), recorded.body());

    var expected = recorded.answer();
    assertThat(reply.status()).isEqualTo(recorded.status());
    assertThat(fields(reply.json())).isEqualTo(fields(expected));
    for (String field : List.of("type", "title", "detail", "status", "kind", "self", "pageOf")) {
      assertThat(reply.text(field).replace("?offset=0&limit=100", ""))
          .as(field)
          .isEqualTo(expected.path(field).asText());
    }
    if (expected.has("longFormDid")) {
      remember(expected.path("longFormDid").asText(), reply.text("longFormDid"));
    }
  }

  /** The same kinds of keys in the same order, under both forms of the DID. */
  private void remember(String theirs, String mine) {
    assertThat(shape(mine)).isEqualTo(shape(theirs));
    ours.putIfAbsent(theirs, mine);
    ours.putIfAbsent(PrismDid.canonical(theirs), PrismDid.canonical(mine));
  }

  private static List<String> shape(String did) {
    return PrismDid.parse(did).keys().stream()
        .map(key -> key.id() + " " + key.purpose() + " " + key.curve())
        .toList();
  }

  private String translated(String path) {
    var text = path;
    var known = new ArrayList<>(ours.keySet());
    known.sort((one, other) -> other.length() - one.length());
    for (String did : known) {
      text = text.replace(did, ours.get(did));
    }
    return text;
  }

  private static List<String> fields(JsonNode json) {
    var names = new ArrayList<String>();
    json.fieldNames().forEachRemaining(names::add);
    json.path("scheduledOperation").fieldNames().forEachRemaining(names::add);
    names.sort(null);
    return names;
  }
}
