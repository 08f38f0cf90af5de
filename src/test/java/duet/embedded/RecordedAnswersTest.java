package duet.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import duet.didcomm.Invitation;
import duet.fixture.Reply;
import duet.fixture.StubServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What was asked of three real agents is asked of three of ours, in the same order: each answer has
 * the same status, the same type of error and the same fields. Where the recording used something
 * that was made off the record, it is made here as well.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedAnswersTest {

  private static final Path FOLDER = Path.of("..", "shared", "cloud-agent", "http");
  private static final Pattern IDS = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern INVITATION = Pattern.compile("\"invitation\":\"(ey[\\w=-]+)\"");

  /** Where a real agent fails with 500 over bad input, ours says what is wrong with it. */
  private static final Set<String> POISONED = Set.of("49-invitee-list-after-nonuuid-id.txt");

  private final MovableClock late = new MovableClock();
  private final Map<Integer, EmbeddedAgent> agents = new HashMap<>();
  private final Map<String, String> ours = new HashMap<>();
  private final StubServer hooks = new StubServer(Reply.empty(200));

  @BeforeAll
  void start() {
    agents.put(8085, agent().apiKey("key-a").start());
    agents.put(8095, agent().apiKey("key-b").start());
    agents.put(8105, agent().clock(late).start());
    agents.put(8090, agents.get(8085));
    agents.put(8100, agents.get(8095));
  }

  @AfterAll
  void stop() {
    Set.copyOf(agents.values()).forEach(EmbeddedAgent::close);
    hooks.close();
  }

  static Stream<Recording> recordings() {
    assumeTrue(Files.isDirectory(FOLDER), FOLDER + " is not beside this checkout");
    return Recording.all(FOLDER).stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recordings")
  void the_answer_is_the_recorded_one(Recording recorded) {
    prepare(recorded);
    if (recorded.method().equals("GET")) {
      Rest.await(recorded.name()).untilAsserted(() -> compare(recorded, ask(recorded)));
    } else {
      compare(recorded, ask(recorded));
    }
  }

  private void compare(Recording recorded, Rest.Reply reply) {
    var expected = recorded.answer();
    if (recorded.status() == 500) {
      assertThat(reply.status()).isEqualTo(POISONED.contains(recorded.name()) ? 200 : 400);
      if (reply.status() == 400) {
        assertThat(reply.text("type"))
            .isEqualTo("error:ConnectionServiceError:InvitationParsingError");
      }
      return;
    }
    assertThat(reply.status()).isEqualTo(recorded.status());
    if (expected.isMissingNode()) {
      return;
    }
    if (expected.has("type")) {
      assertThat(reply.text("type")).isEqualTo(expected.path("type").asText());
      assertThat(reply.text("title")).isEqualTo(expected.path("title").asText());
    }
    assertThat(reply.text("state")).isEqualTo(expected.path("state").asText());
    assertThat(fields(reply.json())).isEqualTo(fields(expected));
    remember(expected, reply.json());
  }

  private Rest.Reply ask(Recording recorded) {
    if (recorded.url().getPort() == 8090 || recorded.url().getPort() == 8100) {
      return post(recorded);
    }
    var base = agents.get(recorded.url().getPort()).url();
    var rest = recorded.key().map(key -> new Rest(base, key)).orElseGet(() -> new Rest(base));
    return rest.send(
        recorded.method(),
        translated(recorded.pathAndQuery()),
        recorded.body().map(this::translated));
  }

  /** To DIDComm. Of the recorded envelopes ours has no keys: one for its own DID is as good. */
  private Rest.Reply post(Recording recorded) {
    var body = recorded.body();
    if (recorded.name().startsWith("84")) {
      var used = new Rest(agents.get(8085).url(), "key-a").get("/connections?limit=1");
      body = Optional.of(Stranger.request(used.json().path("contents").get(0)));
    }
    return Rest.message(
        recorded.method(),
        agents.get(recorded.url().getPort()).didcommUrl(),
        recorded.contentType(),
        body);
  }

  /** Paging works in ours, which adds these two. */
  private static Set<String> fields(JsonNode node) {
    var names = new TreeSet<String>();
    if (!node.path("contents").isEmpty()) {
      // states differ from one to the next in how much there is to show
      names.add("contents[]");
      names.addAll(fields(node.path("contents").get(0).path("invitation")));
    }
    node.fieldNames().forEachRemaining(names::add);
    names.removeAll(List.of("next", "previous"));
    node.path("metaLastFailure").fieldNames().forEachRemaining(n -> names.add("failure." + n));
    return names;
  }

  /** Makes what the recording uses and nobody made on the record. */
  private void prepare(Recording recorded) {
    if (recorded.name().startsWith("63")) {
      make(recorded);
      late.advance(Duration.ofMinutes(10));
      return;
    }
    if (recorded.method().equals("DELETE") && recorded.url().getPath().startsWith("/connections")) {
      var id = recorded.url().getPath().substring("/connections/".length());
      ours.computeIfAbsent(id, key -> inviter(recorded.url().getPort()).invite("x").text("thid"));
    }
    make(recorded);
  }

  private void make(Recording recorded) {
    if (recorded.status() == 500) {
      return;
    }
    var text = INVITATION.matcher(recorded.body().orElse(""));
    if (!text.find() || ours.containsKey(bare(text.group(1)))) {
      return;
    }
    var json = new String(Base64.getUrlDecoder().decode(text.group(1)), UTF_8);
    if (recorded.name().startsWith("71")) {
      ours.put(bare(text.group(1)), moved(Invitation.parse(text.group(1))));
    } else if (json.contains("\"accept\"") && !recorded.name().startsWith("70")) {
      var invitation = Invitation.parse(text.group(1));
      int didcomm = URI.create(invitation.peer().services().get(0).uri()).getPort();
      var made = inviter(didcomm - 5).invite("made here");
      ours.put(bare(text.group(1)), Rest.invitation(made));
      ours.put(invitation.id(), made.text("thid"));
    }
  }

  /** The same with its service, written as agents of 2023 did, at our agent's port. */
  private String moved(Invitation invitation) {
    var from = invitation.from();
    int service = from.indexOf(".S") + 2;
    var block = new String(Base64.getUrlDecoder().decode(from.substring(service)), UTF_8);
    var there = block.replace("http://127.0.0.1:8090", agents.get(8090).didcommUrl().toString());
    assertThat(there).isNotEqualTo(block);
    var encoder = Base64.getUrlEncoder().withoutPadding();
    var did = from.substring(0, service) + encoder.encodeToString(there.getBytes(UTF_8));
    return encoder.encodeToString(invitation.json().replace(from, did).getBytes(UTF_8));
  }

  private Rest inviter(int port) {
    var base = agents.get(port).url();
    return port == 8085 ? new Rest(base, "key-a") : new Rest(base, port == 8095 ? "key-b" : "");
  }

  private void remember(JsonNode expected, JsonNode actual) {
    for (String field : List.of("connectionId", "id", "thid")) {
      if (expected.has(field)) {
        ours.put(expected.path(field).asText(), actual.path(field).asText());
      }
    }
    var link = expected.path("invitation").path("invitationUrl").asText();
    if (!link.isEmpty()) {
      var own = actual.path("invitation").path("invitationUrl").asText();
      ours.put(bare(link.split("_oob=")[1]), own.split("_oob=")[1]);
    }
  }

  private String translated(String text) {
    var invitation = INVITATION.matcher(text);
    var replaced =
        invitation.replaceAll(
            found ->
                "\"invitation\":\""
                    + ours.getOrDefault(bare(found.group(1)), found.group(1))
                    + "\"");
    return IDS.matcher(replaced.replace("http://127.0.0.1:9911/hook", hooks.url() + "/hook"))
        .replaceAll(found -> ours.getOrDefault(found.group(), found.group()));
  }

  private static String bare(String base64) {
    return base64.replace("=", "");
  }

  private static EmbeddedAgent.Builder agent() {
    return EmbeddedAgent.builder()
        .retryPauses(Duration.ZERO, Duration.ofMillis(50), Duration.ofMillis(50));
  }
}
