package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.fixture.Bodies;
import duet.fixture.Reply;
import duet.fixture.ScriptedAgent;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What agents and invitations say is shown, and can't command the terminal. */
class ForeignTextTest {

  /** A title, a colour, a bell, 8-bit control sequences, lines, and writing that turns round. */
  private static final String EVIL =
      "x\u001b]0;title\u0007\u001b[31m\u009b2J\u0085\r\n\u2028\u202egnp.exe\u0000";

  @AutoClose private final ScriptedAgent agent = ScriptedAgent.idle();

  @BeforeEach
  void speakEvil() {
    agent
        .on("GET /_system/health", Reply.json(200, Bodies.page(List.of()).put("version", EVIL)))
        .on("GET /connections", Reply.json(200, Bodies.page(List.of(evil("Evil" + EVIL)))))
        .on("POST /connections", Reply.json(201, evil("InvitationGenerated" + EVIL)))
        .on("POST /connection-invitations", Reply.json(200, evil("ConnectionRequest" + EVIL)))
        .on("GET /connections/" + Bodies.THREAD, Reply.json(200, evil("Connection" + EVIL)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "preflight",
        "list",
        "show " + Bodies.THREAD,
        "connect --timeout 200ms",
        "preflight --json",
        "list --json",
        "show --json " + Bodies.THREAD,
        "connect --json --timeout 200ms"
      })
  void it_comes_out_harmless(String command) {
    var terminal = Terminal.of(agent, agent).with("COLUMNS", "300").run(command.split(" "));

    assertHarmless(terminal);
    assertThat(terminal.out() + terminal.err()).contains("gnp.exe");
  }

  @ParameterizedTest
  @ValueSource(strings = {"connect", "connect --json"})
  void a_refusal_comes_out_harmless(String command) {
    agent.on("POST /connection-invitations", Reply.problem(400, EVIL, EVIL));

    var terminal = Terminal.of(agent, agent).run(command.split(" "));

    assertThat(terminal.exitCode()).isEqualTo(3);
    assertHarmless(terminal);
  }

  private static void assertHarmless(Terminal terminal) {
    assertThat(terminal.out() + terminal.err())
        .doesNotContainPattern("[\\p{Cc}&&[^\\n]]|[\\p{Cf}\\p{Zl}\\p{Zp}]");
  }

  private static ObjectNode evil(String state) {
    var body = Bodies.connection(Bodies.THREAD, "Inviter" + EVIL, state);
    body.put("label", EVIL).put("goal", EVIL).put("goalCode", EVIL).put("new" + EVIL, EVIL);
    body.put("myDid", EVIL).put("theirDid", EVIL).put("thid", EVIL);
    body.set("metaLastFailure", Bodies.problem(400, EVIL, EVIL));
    return body;
  }
}
