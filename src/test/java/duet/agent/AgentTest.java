package duet.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import duet.didcomm.MalformedException;
import duet.fixture.Bodies;
import duet.fixture.Reply;
import duet.fixture.ScriptedAgent;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an agent says is kept as it said it, and what it must not say is refused. */
class AgentTest {

  private static final String SHOW = "GET /connections/" + Bodies.THREAD;

  @AutoClose private final ScriptedAgent agent = ScriptedAgent.idle();
  @AutoClose private Agent opened;

  @BeforeEach
  void open() {
    opened = Agent.open(AgentAddress.of("inviter", agent.url(), "secret"));
  }

  @Test
  void a_connection_is_told_in_full() {
    var body = Bodies.inviter("ConnectionResponseSent");
    body.put("goal", "To talk").put("goalCode", "talk").put("updatedAt", "2026-11-21T03:27:12Z");
    agent.on(SHOW, Reply.json(200, body));

    var connection = opened.connection(Bodies.THREAD);

    assertThat(connection.id()).isEqualTo(Bodies.THREAD);
    assertThat(connection.thid()).isEqualTo(Bodies.THREAD);
    assertThat(connection.label()).contains("Connect with Bob");
    assertThat(connection.goal()).contains("To talk");
    assertThat(connection.goalCode()).contains("talk");
    assertThat(connection.role()).isEqualTo(Role.INVITER);
    assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTION_RESPONSE_SENT);
    assertThat(connection.myDid()).contains(Bodies.INVITERS_DID);
    assertThat(connection.theirDid()).contains(Bodies.INVITEES_DID);
    assertThat(connection.createdAt()).contains(Instant.parse("2026-11-21T03:26:30.720458Z"));
    assertThat(connection.updatedAt()).contains(Instant.parse("2026-11-21T03:27:12Z"));
    assertThat(connection.metaRetries()).contains(5);
    assertThat(connection.lastFailure()).isEmpty();
    assertThat(connection.others()).isEmpty();
    assertThat(connection.invitation()).isEqualTo(Bodies.INVITATION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ConnectionBlessed", "connectionresponsesent", " ", "日本"})
  void a_state_of_a_newer_agent_is_kept_and_shown(String state) {
    agent.on(SHOW, Reply.json(200, Bodies.inviter("x").put("state", state)));

    var connection = opened.connection(Bodies.THREAD);

    assertThat(connection.state()).isEqualTo(ConnectionState.UNKNOWN);
    assertThat(connection.state().kind()).isEqualTo(State.Kind.TRANSIENT);
    assertThat(connection.reportedState()).isEqualTo(state);
    assertThat(connection.toString()).contains("state       " + state);
  }

  @Test
  void a_role_of_a_newer_agent_is_kept_and_shown() {
    agent.on(SHOW, Reply.json(200, Bodies.inviter("x").put("role", "Mediator")));

    var connection = opened.connection(Bodies.THREAD);

    assertThat(connection.role()).isEqualTo(Role.UNKNOWN);
    assertThat(connection.toString()).contains("role        Mediator");
  }

  @Test
  void a_field_of_a_newer_agent_is_kept_and_shown() {
    var body = Bodies.inviter("InvitationGenerated").put("mood", "good").putNull("nothing");
    body.putObject("weather").put("sun", true);
    agent.on(SHOW, Reply.json(200, body));

    var connection = opened.connection(Bodies.THREAD);

    assertThat(connection.others()).containsOnlyKeys("mood", "weather");
    assertThat(connection.toString()).contains("mood        good", "weather     {sun=true}");
  }

  @Test
  void an_agent_may_leave_out_what_duet_can_do_without() {
    var body = Bodies.inviter("InvitationGenerated");
    body.remove(List.of("role", "label", "invitation", "createdAt", "metaRetries", "self", "kind"));
    agent.on(SHOW, Reply.json(200, body));

    var connection = opened.connection(Bodies.THREAD);

    assertThat(connection.role()).isEqualTo(Role.UNKNOWN);
    assertThat(connection.createdAt()).isEmpty();
    assertThatThrownBy(connection::invitation).isInstanceOf(MalformedException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"connectionId", "thid", "state"})
  void an_agent_may_not_leave_out_what_a_connection_is_known_by(String field) {
    var body = Bodies.inviter("InvitationGenerated");
    body.remove(field);
    agent.on(SHOW, Reply.json(200, body));

    var failure = failure(() -> opened.connection(Bodies.THREAD));

    assertThat(failure.reason()).isEqualTo(Cause.NOT_AN_AGENT);
    assertThat(failure.seen()).isEqualTo("a connection without '" + field + "'");
    assertThat(failure.step()).isEqualTo("show connection " + Bodies.THREAD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"text\"",
        "{\"connectionId\":",
        "{} {",
        "<html></html>",
        "{\"thid\":{}}"
      })
  void garbage_is_told_with_agent_and_step(String garbage) {
    agent.on("POST /connections", Reply.text(201, "application/json", garbage));
    agent.on("POST /connection-invitations", Reply.text(200, "application/json", garbage));
    agent.on(SHOW, Reply.text(200, "application/json", garbage));

    assertGarbage(failure(() -> opened.invite("Bob")), "make an invitation");
    assertGarbage(failure(() -> opened.accept(Bodies.INVITATION)), "accept the invitation");
    assertGarbage(
        failure(() -> opened.connection(Bodies.THREAD)), "show connection " + Bodies.THREAD);
  }

  @Test
  void a_refusal_has_the_agents_own_words() {
    agent.on(
        "POST /connections", Reply.problem(400, "error:X:UserInputValidationError", "Too long"));

    var failure = failure(() -> opened.invite("Bob"));

    assertThat(failure.reason()).isEqualTo(Cause.REJECTED);
    assertThat(failure.agent()).isEqualTo("inviter");
    assertThat(failure.target()).isEqualTo(URI.create(agent.url() + "/connections"));
    assertThat(failure.problem())
        .contains(new Problem(400, "error:X:UserInputValidationError", "A title", "Too long"));
    assertThat(failure)
        .hasMessageStartingWith("inviter could not make an invitation at " + agent.url())
        .hasMessageContaining("(HTTP 400: Too long)");
  }

  @Test
  void a_finished_connection_that_cannot_be_deleted_is_refused_and_not_a_matter_of_keys() {
    agent.on(
        "DELETE /connections/" + Bodies.THREAD,
        Reply.problem(403, "Not Allowed", " InvalidStateForOperation"));

    var failure = failure(() -> opened.delete(Bodies.THREAD));

    assertThat(failure.reason()).isEqualTo(Cause.REJECTED);
    assertThat(failure).hasMessageContaining("(HTTP 403: InvalidStateForOperation)");
  }

  @Test
  void a_redirect_is_not_followed_with_the_key() {
    try (var elsewhere = ScriptedAgent.idle()) {
      agent.on("POST /connections", Reply.redirect(302, elsewhere.url() + "/connections"));

      assertThat(failure(() -> opened.invite("Bob")).reason()).isEqualTo(Cause.NOT_AN_AGENT);
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @Test
  void the_key_goes_with_every_call_and_into_no_text() {
    agent.on("POST /connections", Reply.json(201, Bodies.inviter("InvitationGenerated")));

    opened.invite("Bob");
    opened.connections();

    assertThat(agent.keys()).hasSizeGreaterThan(2).containsOnly("secret");
    assertThat(opened.toString()).isEqualTo("inviter at " + agent.url());
  }

  @Test
  void a_token_goes_as_bearer() {
    var token = new AgentSecret("INVITER_TOKEN", "secret");
    agent.on(
        "GET /connections",
        exchange -> {
          var header = exchange.getRequestHeaders().getFirst("Authorization");
          Reply.text(
                  "Bearer secret".equals(header) ? 200 : 401,
                  "application/json",
                  "{\"contents\":[]}")
              .to(exchange);
        });
    var address =
        new AgentAddress("inviter", URI.create(agent.url()), Optional.empty(), Optional.of(token));

    var result = Preflight.check(address);

    assertThat(result.reachable()).isTrue();
    assertThat(result.corrections()).isEmpty();
    assertThat(address.toString()).contains("INVITER_TOKEN").doesNotContain("secret");
  }

  @Test
  void an_id_that_is_no_part_of_a_path_reaches_no_other_path() {
    var failure = failure(() -> opened.connection("../events/webhooks?x=1#y z"));

    assertThat(failure.reason()).isIn(Cause.WRONG_PATH, Cause.REJECTED);
    assertThat(agent.requests()).noneMatch(request -> request.startsWith("GET /events"));
  }

  private static void assertGarbage(AgentException failure, String step) {
    assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(Cause.NOT_AN_AGENT);
    assertThat(failure.agent()).isEqualTo("inviter");
    assertThat(failure.step()).isEqualTo(step);
    assertThat(failure.getMessage()).doesNotContain("secret", "\n");
  }

  private static AgentException failure(Runnable call) {
    return catchThrowableOfType(AgentException.class, call::run);
  }
}
