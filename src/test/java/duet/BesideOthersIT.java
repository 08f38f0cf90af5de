package duet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/**
 * The example project beside what others bring: the oldest and the newest JUnit that {@code
 * duet.junit} works with, and Spring Boot's bills of materials, which choose the versions of Jetty,
 * Jackson, SLF4J and JUnit.
 */
class BesideOthersIT {

  private static final String TEST =
      """
      package example;

      import static org.junit.jupiter.api.Assertions.assertThrows;
      import static org.junit.jupiter.api.Assertions.assertTrue;

      import duet.AgentPair;
      import duet.junit.DuetTest;
      import java.util.List;
      import org.eclipse.jetty.server.Server;
      import org.junit.jupiter.api.AfterAll;
      import org.junit.jupiter.api.Test;

      @DuetTest
      class BesideTest {

        private static AgentPair used;

        @Test
        void connects(AgentPair agents) {
          used = agents;
          assertTrue(agents.connect("Connect with Bob").didsMatch());
          System.out.println("with Jetty " + Server.getVersion() + " and Jackson "
              + com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION + " and JUnit "
              + Test.class.getProtectionDomain().getCodeSource().getLocation());
        }

        @Test
        void fails(AgentPair agents) {
          agents.connect("Connect in vain");
          throw new AssertionError("the real failure");
        }

        @Test
        void gets_no_library_that_it_did_not_ask_for() {
          for (String name : List.of("picocli.CommandLine", "com.google.zxing.Reader",
              "jakarta.mail.Session", "org.HdrHistogram.Histogram", "org.commonmark.node.Node",
              "org.testcontainers.DockerClientFactory")) {
            assertThrows(ClassNotFoundException.class, () -> Class.forName(name), name);
          }
        }

        @AfterAll
        static void still_open() {
          used.inviter().connections();
        }
      }
      """;

  private static final String CLOSED_TEST =
      """
      package example;

      import static org.junit.jupiter.api.Assertions.assertThrows;

      import duet.AgentPair;
      import duet.agent.AgentException;
      import duet.junit.DuetTest;
      import org.junit.jupiter.api.MethodOrderer;
      import org.junit.jupiter.api.Order;
      import org.junit.jupiter.api.Test;
      import org.junit.jupiter.api.TestMethodOrder;

      @DuetTest(lifetime = DuetTest.Lifetime.METHOD)
      @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
      class ClosedTest {

        private static AgentPair used;

        @Test
        @Order(1)
        void one(AgentPair agents) {
          used = agents;
        }

        @Test
        @Order(2)
        void two(AgentPair agents) {
          assertThrows(AgentException.class, () -> used.inviter().connections());
        }
      }
      """;

  @Test
  void the_oldest_junit() throws Exception {
    var output = project("junit-5.10", "5.10.0").test();

    assertWorks(output);
    assertThat(output).contains("junit-jupiter-api-5.10.0.jar");
  }

  @Test
  void the_newest_junit() throws Exception {
    var output = project("junit-6.1", "6.1.3").test();

    assertWorks(output);
    assertThat(output).contains("junit-jupiter-api-6.1.3.jar");
  }

  @Test
  void the_oldest_spring_boot_which_brings_jetty_12_0_and_jackson_2_19() throws Exception {
    var output = springBoot("3.5.0").test();

    assertWorks(output);
    assertThat(output).contains("Jetty 12.0.21 and Jackson 2.19.0", "junit-jupiter-api-5.12.2.jar");
  }

  @Test
  void the_newest_spring_boot_which_brings_jetty_12_1_and_junit_6() throws Exception {
    var output = springBoot("4.1.2").test();

    assertWorks(output);
    assertThat(output).contains("Jetty 12.1.14 and Jackson 2.21.7", "junit-jupiter-api-6.0.3.jar");
  }

  private static void assertWorks(String output) {
    assertThat(output)
        .contains("BUILD SUCCESS")
        .containsPattern("Tests run: 3, Failures: 1, Errors: 0, .* example.BesideTest")
        .containsPattern("Tests run: 2, Failures: 0, Errors: 0, .* example.ClosedTest")
        .contains("AssertionError: the real failure")
        .contains("handshake \"Connect in vain\"", "connected after")
        .doesNotContain("handshake \"Connect with Bob\"", "NoClassDefFoundError", "NoSuchMethod");
  }

  /** With the versions that Spring Boot chooses, and no other. */
  private static ExampleProject springBoot(String version) throws IOException {
    var project = project("spring-boot-" + version, "chosen");
    var pom = project.directory().resolve("pom.xml");
    Files.writeString(
        pom,
        Files.readString(pom)
            .replaceAll("\\s*<version>\\$\\{version.(junit|slf4j)}</version>", "")
            .replaceFirst(
                "\n  <dependencies>",
                """

                  <dependencyManagement>
                    <dependencies>
                      <dependency>
                        <groupId>org.springframework.boot</groupId>
                        <artifactId>spring-boot-dependencies</artifactId>
                        <version>%s</version>
                        <type>pom</type>
                        <scope>import</scope>
                      </dependency>
                    </dependencies>
                  </dependencyManagement>
                  <dependencies>"""
                    .formatted(version)));
    return project;
  }

  private static ExampleProject project(String name, String junit) throws IOException {
    var project = ExampleProject.copy("beside-" + name);
    var pom = project.directory().resolve("pom.xml");
    Files.writeString(
        pom,
        Files.readString(pom)
            .replaceFirst(
                "<version.junit>.*</version.junit>",
                "<version.junit>" + junit + "</version.junit>"));
    var test = project.directory().resolve("src/test/java/example/ConnectionTest.java");
    Files.writeString(test.resolveSibling("BesideTest.java"), TEST);
    Files.writeString(test.resolveSibling("ClosedTest.java"), CLOSED_TEST);
    Files.delete(test);
    return project;
  }
}
