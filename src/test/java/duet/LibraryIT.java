package duet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Duet in somebody's own program, which has a {@code main} and nothing that ends the process. */
class LibraryIT {

  private static final String MAIN =
      """
      import duet.AgentPair;
      import duet.handshake.Handshake;

      class Main {
        public static void main(String[] args) {
          %s
          var invitation = agents.inviter().invite("Bob");
          var pair = Handshake.accept(agents.inviter(), invitation, agents.invitee()).await();
          System.out.println("dids match: " + pair.didsMatch());
          %s
        }
      }
      """;

  @TempDir Path directory;

  @Test
  void a_program_ends_when_its_main_does() throws Exception {
    runs(MAIN.formatted("try (var agents = AgentPair.embedded()) {", "}"));
  }

  @Test
  void a_program_ends_also_with_agents_that_it_forgot_to_close() throws Exception {
    runs(MAIN.formatted("var agents = AgentPair.embedded();", ""));
  }

  private void runs(String source) throws Exception {
    Files.writeString(directory.resolve("Main.java"), source);
    var command = List.of(Program.tool("java"), "-cp", Program.JAR.toString(), "Main.java");

    try (var program = Program.start(directory, Map.of(), command)) {
      assertThat(program.exitCode()).as(program.err()).isZero();
      assertThat(program.out()).isEqualTo("dids match: true" + System.lineSeparator());
      assertThat(program.err()).isEmpty();
    }
  }
}
