package duet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The example project as it is. */
class ExampleProjectIT {

  @Test
  void its_tests_are_green_on_the_thin_jar_and_one_that_fails_tells_the_timeline()
      throws Exception {
    var project = ExampleProject.copy("example-project");
    var test = project.directory().resolve("src/test/java/example/ConnectionTest.java");
    Files.writeString(
        test.resolveSibling("WrongTest.java"),
        Files.readString(test)
            .replace("ConnectionTest", "WrongTest")
            .replace("assertTrue(pair", "assertTrue(!pair"));

    assertThat(project.test())
        .contains("BUILD SUCCESS")
        .containsPattern("Tests run: 2, Failures: 0, Errors: 0, .* example.ConnectionTest")
        .containsPattern("Tests run: 2, Failures: 1, Errors: 0, .* example.WrongTest")
        .contains("the handshakes of this test", "ConnectionResponseReceived", "connected after")
        .doesNotContain("SLF4J");
  }
}
