package duet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An embedded agent against a peer whose DIDComm is that of another library. */
@NeedsPackage(NodePackage.INTEROP)
class InteropIT {

  private static final String KEY = "key-of-the-agent";

  @TempDir Path directory;

  @Test
  void another_implementation_connects_in_every_valid_form_and_in_no_forged_one() throws Exception {
    try (var agent = Program.agent(directory, KEY);
        var peer = peer(agent, KEY)) {
      int exitCode = peer.exitCode();

      assertThat(peer.out().lines())
          .as(peer.err())
          .isNotEmpty()
          .allMatch(line -> line.startsWith("ok "));
      assertThat(exitCode).as(peer.err()).isZero();
      assertThat(agent.err()).isEmpty();
    }
  }

  @Test
  void the_peer_fails_every_case_where_it_is_not_let_in() throws Exception {
    try (var agent = Program.agent(directory, KEY);
        var peer = peer(agent, "another-key")) {
      assertThat(peer.exitCode()).isEqualTo(1);
      assertThat(peer.out().lines())
          .isNotEmpty()
          .allMatch(line -> line.matches("FAILED .*: .* expected 20[01] seen 401 .*"));
    }
  }

  private Program peer(Program agent, String key) throws IOException {
    var command = NodePackage.INTEROP.command("peer.mjs", agent.url());
    return Program.start(directory, Map.of("AGENT_APIKEY", key), command);
  }
}
