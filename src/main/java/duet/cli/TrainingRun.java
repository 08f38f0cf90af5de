package duet.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.util.Map;

/**
 * Runs the commands that people wait for, silently: the launcher archives the classes that they
 * load, so that later starts are faster.
 */
final class TrainingRun {

  private static final String WALKTHROUGH =
      """
      // # A rehearsal
      var agents = AgentPair.embedded();
      var pair = agents.connect("A rehearsal");
      agents.close();
      """;

  private TrainingRun() {}

  public static void main(String[] args) throws IOException {
    System.setProperty("java.awt.headless", "true");
    var walkthrough = Files.createTempFile("duet", ".jsh");
    try {
      Files.writeString(walkthrough, WALKTHROUGH);
      run("--help");
      run("connect", "--agents", "embedded");
      run("connect", "--agents", "embedded", "--json");
      run("preflight");
      run("run", walkthrough.toString());
    } finally {
      Files.delete(walkthrough);
    }
    System.exit(ExitCode.DONE.code());
  }

  private static void run(String... args) {
    var nowhere = new PrintWriter(Writer.nullWriter());
    Duet.run(new Console(nowhere, nowhere, true, true, false), Map.of(), args);
  }
}
