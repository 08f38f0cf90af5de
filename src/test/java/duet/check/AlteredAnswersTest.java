package duet.check;

import static duet.check.Alteration.answers;
import static duet.check.Alteration.json;
import static duet.check.Alteration.lost;
import static duet.check.Alteration.status;
import static duet.check.Alteration.with;
import static duet.check.Alteration.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.agent.AgentAddress;
import duet.agent.AgentException;
import duet.agent.Preflight;
import duet.agent.PreflightResult;
import duet.check.Verdict.Kind;
import duet.didcomm.Invitation;
import duet.embedded.EmbeddedAgent;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An agent that does one thing wrong fails the case that is about that thing. */
class AlteredAnswersTest {

  private static final String KEY = "key-of-the-agent";
  private static final String EMPTY_LIST =
      "{\"contents\":[],\"kind\":\"ConnectionsPage\",\"self\":\"\",\"pageOf\":\"\"}";
  private static final String CREATE = "POST /connections";
  private static final String LIST = "GET /connections\\?.*";
  private static final String READ = "GET /connections/.*";
  private static final String ACCEPT = "POST /connection-invitations";
  private static final String MESSAGE = "POST /didcomm";
  private static final String WEBHOOK = "POST /events/webhooks";

  /** Long for what is to come, short for what never will. */
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private static final Duration SHORT_TIMEOUT = Duration.ofMillis(500);

  private static Tamperer tamperer;
  private static EmbeddedAgent agent;
  private static PreflightResult checked;

  @BeforeAll
  static void start() throws Exception {
    tamperer = new Tamperer();
    agent =
        EmbeddedAgent.builder()
            .apiKey(KEY)
            .didcommUrl(URI.create(tamperer.url() + "/didcomm"))
            .start();
    tamperer.standBefore(agent.url());
    checked = Preflight.check(AgentAddress.of("agent", tamperer.url().toString(), KEY));
  }

  @AfterEach
  void leaveAlone() {
    tamperer.alter(Alteration.NONE);
  }

  @AfterAll
  static void stop() {
    tamperer.close();
    agent.close();
  }

  @Test
  void every_case_passes_where_nothing_is_altered() {
    var report = Check.of(checked).run();

    assertThat(report.results())
        .allSatisfy(
            result -> assertThat(result.verdict()).as(result.name()).isEqualTo(Verdict.PASSED));
    assertThat(report.results()).hasSizeGreaterThanOrEqualTo(30);
    assertThat(report.leftovers()).allMatch(left -> left.state().matches("ConnectionResponse.*"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("alterations")
  void a_case_notices_what_it_is_about(String name, Alteration alteration) {
    tamperer.alter(alteration);

    var timeout = alteration.lost() ? SHORT_TIMEOUT : TIMEOUT;
    var report = Check.of(checked).only(name::equals).timeout(timeout).run();

    assertThat(report.results()).hasSize(1);
    assertThat(report.good(true)).as(report.results().toString()).isFalse();
  }

  @Test
  void no_case_is_left_out() {
    assertThat(alterations().map(row -> row.get()[0]).distinct())
        .containsExactlyInAnyOrderElementsOf(Check.names());
  }

  @Test
  void what_agents_are_known_to_do_otherwise_fails_only_a_strict_check() {
    tamperer.alter(answers(ACCEPT, 500, "{\"status\":500,\"type\":\"error:InternalServerError\"}"));

    var report = Check.of(checked).only("an invitation link is refused"::equals).run();

    assertThat(report.counts().get(Kind.DIFFERS)).isEqualTo(1);
    assertThat(report.good(false)).isTrue();
    assertThat(report.good(true)).isFalse();
    assertThat(report.results().get(0).verdict())
        .hasToString(
            "passed, differs: expected 400 InvitationParsingError, seen 500"
                + " error:InternalServerError (some agents answer 500 for bad input)");
  }

  @Test
  void an_agent_that_ignores_paging_differs() {
    tamperer.alter(
        json(
            LIST,
            list -> {
              var contents = list.withArray("contents");
              contents.add(contents.get(0)).add(contents.get(0));
              list.remove("next");
            }));

    var report =
        Check.of(checked).only("a limit of one gives one connection and a next page"::equals).run();

    assertThat(report.counts().get(Kind.DIFFERS)).isEqualTo(1);
  }

  @Test
  void what_an_agent_does_not_delete_is_named() {
    tamperer.alter(lost("DELETE .*", 403, "{}"));

    var report = Check.of(checked).only("an unknown field is ignored"::equals).run();

    assertThat(report.leftovers())
        .singleElement()
        .satisfies(left -> assertThat(left.state()).isEqualTo("InvitationGenerated"));
  }

  @Test
  void an_agent_without_a_key_has_its_cases_about_keys_skipped() {
    try (var open = EmbeddedAgent.builder().start()) {
      var found = Preflight.check(AgentAddress.of("agent", open.url().toString()));

      var report = Check.of(found).only(name -> name.matches("an? \\w+ key is refused")).run();

      assertThat(report.results())
          .hasSize(3)
          .allMatch(result -> result.verdict().equals(Verdict.skipped("no key")));
      assertThat(report.good(true)).isTrue();
    }
  }

  @Test
  void an_agent_that_dies_ends_the_check_with_the_cause() {
    var mortal = EmbeddedAgent.builder().start();
    var found = Preflight.check(AgentAddress.of("agent", mortal.url().toString()));
    var check = Check.of(found).listening(result -> mortal.close());

    assertThatThrownBy(check::run)
        .isInstanceOf(AgentException.class)
        .hasMessageContaining("connection refused");
  }

  static Stream<Arguments> alterations() {
    return Stream.of(access(), create(), read(), accept(), messages(), handshakes())
        .flatMap(List::stream);
  }

  private static List<Arguments> access() {
    var open = answers("GET /connections", 200, EMPTY_LIST);
    return List.of(
        arguments(
            "health reports a version and needs no key", without("GET /_system/health", "version")),
        arguments("health reports a version and needs no key", status("GET /_system/health", 401)),
        arguments("a missing key is refused", open),
        arguments("an empty key is refused", open),
        arguments("a wrong key is refused", open),
        arguments("an unknown path is not found", answers("GET /duet-check", 200, "<html>")),
        arguments("an unsupported method is not found", status("PUT .*", 405)),
        arguments(
            "an error is JSON with status, type, title, detail and instance",
            answers(READ, 404, "{\"status\":404,\"type\":\"error:X\",\"title\":\"X\"}")));
  }

  private static List<Arguments> create() {
    return List.of(
        arguments(
            "an invitation has the label, goal code and goal asked for", without(CREATE, "goal")),
        arguments(
            "an invitation has the label, goal code and goal asked for",
            with(CREATE, "myDid", "did:peer:2.x")),
        arguments(
            "an empty object makes an invitation without those fields", with(CREATE, "label", "")),
        arguments(
            "an empty object makes an invitation without those fields",
            with(CREATE, "createdAt", "now")),
        arguments("an unknown field is ignored", status(CREATE, 400)),
        arguments("a body is read whatever its content type", status(CREATE, 415)),
        arguments("no body is refused", answers(CREATE, 201, "{}")),
        arguments("a body that is not JSON is refused", status(CREATE, 422)),
        arguments("a field of another type is refused", answers(CREATE, 201, "{}")),
        arguments("a label has at most 255 characters", status(CREATE, 201)),
        arguments("a goalCode has at most 255 characters", status(CREATE, 201)),
        arguments("a goal has at most 255 characters", status(CREATE, 400)),
        arguments(
            "the link holds the invitation in base64url",
            invitation(j -> j.put("invitationUrl", j.path("invitationUrl").asText() + "%41"))),
        arguments(
            "the link holds the invitation in base64url",
            invitation(j -> j.put("from", "did:peer:2.x"))),
        arguments(
            "its DID is a did:peer:2 with two keys and a service",
            linked(peer().replaceFirst("\\.V[^.]*", ""))),
        arguments("each invitation has a DID of its own", linked(peer())),
        arguments("its DIDComm address answers from here", linked(peer())));
  }

  private static List<Arguments> read() {
    var none = answers(LIST, 200, EMPTY_LIST);
    return List.of(
        arguments("a connection is found by its id", with(READ, "label", "another")),
        arguments("an unknown id is not found", status(READ, 410)),
        arguments("an id that is not a UUID is refused", status(READ, 404)),
        arguments("a new connection is in the list", none),
        arguments("a thread finds its one connection", none),
        arguments(
            "an unknown thread finds none", json(LIST, j -> j.withArray("contents").addObject())),
        arguments("a limit of one gives one connection and a next page", without(LIST, "next")),
        arguments("an offset skips the first connection", none),
        arguments("a limit of 0 and an offset below 0 are answered", status(LIST, 400)),
        arguments("a limit that is not a number is refused", none),
        arguments("an offset that is not a number is refused", none),
        arguments("an unused invitation is deleted", status("DELETE .*", 200)),
        arguments("an unused invitation is deleted", lost("DELETE .*", 204, "")),
        arguments("an unknown connection can't be deleted", answers("DELETE .*", 204, "")),
        arguments(
            "a connection can't be deleted by an id that is not a UUID", status("DELETE .*", 404)));
  }

  private static List<Arguments> accept() {
    var taken = lost(ACCEPT, 200, "{}");
    return List.of(
        arguments("text that is not base64 is refused", taken),
        arguments("base64 of text that is not JSON is refused", taken),
        arguments("JSON that is not an invitation is refused", taken),
        arguments("empty text is refused", taken),
        arguments("an invitation without body.accept is refused", taken),
        arguments("an invitation of another type is refused", taken),
        arguments("an invitation link is refused", taken),
        arguments("a body without an invitation is refused", taken),
        arguments("an acceptance that is not JSON is refused", taken),
        arguments("the agent's own invitation is refused", taken),
        arguments("the agent's own invitation is refused", with(READ, "theirDid", "did:peer:2.x")),
        arguments("a webhook is registered, listed and deleted", without(WEBHOOK, "customHeaders")),
        arguments("a webhook is registered, listed and deleted", status("DELETE /events/.*", 500)),
        arguments("a second webhook is refused", answers(WEBHOOK, 200, "{}").where(second())),
        arguments("a webhook without a URL is refused", lost(WEBHOOK, 200, "{}")),
        arguments("an event reports a new connection", lost(WEBHOOK, 200, "{\"id\":\"x\"}")));
  }

  private static List<Arguments> messages() {
    var taken = lost(MESSAGE, 202, "");
    var changed = with(READ, "state", "ConnectionRequestReceived");
    return Stream.concat(
            Stream.of(
                    "another content type is refused",
                    "a content type with a charset is refused",
                    "a message that is not JSON is refused",
                    "an empty object is refused as a message",
                    "a damaged message is refused",
                    "a message for another key is refused",
                    "an anonymous request is refused",
                    "a request in someone else's name is refused",
                    "an anonymous response is refused",
                    "a response in someone else's name is refused",
                    "a response from another DID is refused",
                    "a replayed request is refused",
                    "a second invitee is refused",
                    "a request in an unknown thread is refused",
                    "a request without a thread is refused",
                    "a message of an unknown type is refused")
                .map(name -> arguments(name, taken)),
            Stream.of(
                    "another content type is refused",
                    "a damaged message is refused",
                    "a message for another key is refused",
                    "an anonymous request is refused",
                    "a request in someone else's name is refused",
                    "a request in an unknown thread is refused",
                    "a message of an unknown type is refused")
                .map(name -> arguments(name, changed)))
        .toList();
  }

  private static List<Arguments> handshakes() {
    return List.of(
        arguments("an invitee's request ends in a connection", lost(MESSAGE, 202, "")),
        arguments("an invitee's request ends in a connection", with(READ, "theirDid", "did:x")),
        arguments("an invitee's request ends in a connection", answers(MESSAGE, 202, "{}")),
        arguments("an inviter's invitation ends in a connection", with(ACCEPT, "role", "Inviter")),
        arguments("an inviter's invitation ends in a connection", with(READ, "myDid", "did:x")),
        arguments("an authcrypt inside an anoncrypt is accepted", status(MESSAGE, 400)),
        arguments(
            "an invitation is accepted once",
            answers(ACCEPT, 200, "{}").where(passing -> passing.status() == 400)),
        arguments("a finished connection is not deleted", answers("DELETE .*", 204, "")));
  }

  private static java.util.function.Predicate<Passing> second() {
    return passing -> passing.request().contains("second");
  }

  private static Alteration invitation(Consumer<ObjectNode> change) {
    return json(CREATE, json -> change.accept(json.withObject("/invitation")));
  }

  /** Every link holds an invitation from this DID. */
  private static Alteration linked(String did) {
    var made =
        Invitation.create(UUID.randomUUID().toString(), did, Optional.empty(), Optional.empty());
    var link = made.link(URI.create("https://my.domain.com/path")).toString();
    return invitation(json -> json.put("invitationUrl", link));
  }

  /** Somebody's DID whose service isn't there. */
  private static String peer() {
    return CheckPeer.at(URI.create("http://127.0.0.1:9/")).name();
  }
}
