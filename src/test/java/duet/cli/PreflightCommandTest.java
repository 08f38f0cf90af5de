package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import duet.fixture.Reply;
import duet.fixture.ScriptedAgent;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class PreflightCommandTest {

  @AutoClose private final ScriptedAgent inviter = ScriptedAgent.idle();
  @AutoClose private final ScriptedAgent invitee = ScriptedAgent.idle();

  @Test
  void agents_that_answer_are_named_with_version_and_time() {
    var terminal = both().run("preflight");

    assertThat(terminal.exitCode()).isZero();
    assertThat(terminal.out().lines().skip(1))
        .satisfiesExactly(
            line -> assertThat(line).matches("  inviter reached  \\S+  scripted  \\d+ ms"),
            line -> assertThat(line).matches("  invitee reached  \\S+  scripted  \\d+ ms"));
  }

  @Test
  void another_base_path_is_found_and_named() {
    inviter.always(Reply.problem(404, "error:ResourcePathNotFound", "")).at("/cloud-agent");

    var terminal = both().run("preflight");

    assertThat(terminal.exitCode()).isZero();
    assertThat(terminal.out())
        .contains("inviter reached  " + inviter.url() + "/cloud-agent")
        .contains(
            "(nothing at %s; an agent answers at %s/cloud-agent: use that URL)"
                .formatted(inviter.url(), inviter.url()));
  }

  @Test
  void one_agent_that_fails_does_not_hide_the_other() {
    inviter.always(Reply.text(500, "text/plain", ""));

    var terminal = both().run("preflight");

    assertThat(terminal.exitCode()).isEqualTo(3);
    assertThat(terminal.out())
        .containsSubsequence(
            "  inviter not usable  " + inviter.url() + "/connections",
            "why   internal error of the agent (HTTP 500)",
            "key   no key set",
            "try   See its log; is its database up?",
            "curl -i '" + inviter.url() + "/connections'",
            "  invitee reached  ");
  }

  @Test
  void programs_get_a_document() {
    inviter.close();

    var terminal = both().run("preflight", "--json");

    assertThat(terminal.exitCode()).isEqualTo(3);
    var document = terminal.document();
    assertThat(document.get("exitCode").asInt()).isEqualTo(3);
    assertThat(document.at("/agents/0/agent").asText()).isEqualTo("inviter");
    assertThat(document.at("/agents/0/reachable").asBoolean()).isFalse();
    assertThat(document.at("/agents/0/error/cause").asText()).isEqualTo("CONNECTION_REFUSED");
    assertThat(document.at("/agents/1/reachable").asBoolean()).isTrue();
    assertThat(document.at("/agents/1/version").asText()).isEqualTo("scripted");
  }

  @Test
  void an_agent_that_starts_late_is_waited_for_and_named() {
    lateInviter();

    var terminal = both().run("preflight", "--wait", "60s");

    assertThat(terminal.exitCode()).as(terminal.out()).isZero();
    assertThat(terminal.out())
        .containsSubsequence(
            "Agents from the settings\n",
            "  waiting for inviter (a gateway answers, but no agent behind it), 1:00 min left\n",
            "  inviter reached  ",
            "  invitee reached  ");
  }

  @Test
  void programs_get_one_document_after_the_wait() {
    lateInviter();

    var terminal = both().run("preflight", "--wait", "60s", "--json");

    assertThat(terminal.exitCode()).isZero();
    assertThat(terminal.document().at("/outcome").asText()).isEqualTo("ready");
    assertThat(terminal.errLines())
        .containsExactly("waiting for inviter (a gateway answers, but no agent behind it)");
  }

  @Test
  void an_agent_that_never_starts_is_told_as_without_waiting() {
    inviter.close();

    var waited = both().run("preflight", "--wait", "300ms");

    var lines = waited.out().lines().filter(line -> !line.contains(" waiting for ")).toList();
    assertThat(waited.exitCode()).isEqualTo(3);
    assertThat(lines.subList(0, 6))
        .isEqualTo(both().run("preflight").out().lines().limit(6).toList());
  }

  @Test
  void an_agent_that_is_not_set_is_named() {
    var terminal = new Terminal().with("INVITER_URL", inviter.url()).run("preflight");

    assertThat(terminal.exitCode()).isZero();
    assertThat(terminal.out()).contains("INVITEE_URL is not set");
  }

  @Test
  void a_host_that_only_containers_know_is_replaced_with_a_word() {
    var host = "host.docker.internal";
    assumeTrue(new InetSocketAddress(host, 1).isUnresolved(), host + " resolves here");
    var url = inviter.url().replace("127.0.0.1", host);

    var terminal = new Terminal().with("INVITER_URL", url).run("preflight", "--json");

    assertThat(terminal.exitCode()).isZero();
    assertThat(terminal.errLines()).singleElement().asString().contains("using localhost");
    assertThat(terminal.document().at("/agents/0/url").asText()).startsWith("http://localhost:");
  }

  private void lateInviter() {
    var there = Reply.text(200, "application/json", "{\"contents\":[]}");
    inviter.on("GET /connections", Reply.inTurn(Reply.html(503), Reply.html(503), there));
  }

  private Terminal both() {
    return Terminal.of(inviter, invitee);
  }
}
