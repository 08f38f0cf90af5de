package duet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code duet live} as a process, and other commands beside it. */
class LiveIT {

  private static final Duration GENEROUS = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;

  @Test
  void every_command_uses_the_agents_of_the_page_and_sessions_outlive_it() throws Exception {
    done("connect", "before");
    try (var live = live()) {
      var owner = "of duet live (process " + live.process().pid() + ")";

      assertThat(done("connect", "bob")).contains("Agents " + owner + ", kept in data/agents");
      assertThat(done("issue", "bob")).contains("Agents " + owner);
      assertThat(done("present", "bob")).contains("Agents " + owner);
      assertThat(done("revoke", "bob")).contains("Revoked");
      assertThat(done("resume", "before")).contains("Agents " + owner, "before  4 Accepted");
      assertThat(done("connect")).contains("Agents " + owner + ", kept in data/agents");
      assertThat(done("show", "bob")).contains(owner);
      assertThat(done("delete", "before")).contains("Only the session before was closed");
      Files.writeString(
          directory.resolve("a.jsh"), "var a = AgentPair.open();\nprint(a);\na.connect(\"a\");");
      assertThat(done("run", "a.jsh")).contains("(shared)", "done");

      var during = JSON.readTree(done("list", "--json"));
      assertThat(during.get("inviter")).hasSize(4);
      stop(live, "TERM", 143);
      assertThat(JSON.readTree(done("list", "--json"))).isEqualTo(during);
    }
    assertThat(done("resume", "bob")).contains("bob  4 Accepted").doesNotContain("duet live");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void after_a_kill_each_command_starts_its_own_agents_and_so_does_another_page() throws Exception {
    try (var live = live()) {
      done("connect", "bob");
      live.process().destroyForcibly().waitFor(30, TimeUnit.SECONDS);
    }
    assertThat(directory.resolve("data/agents/inviter/lock")).content().contains("rest ");

    assertThat(done("connect", "ann"))
        .contains("Agents embedded, kept in data/agents", "ann is connected");
    assertThat(done("resume", "bob")).contains("bob  4 Accepted").doesNotContain("duet live");
    try (var again = live()) {
      assertThat(done("resume", "ann")).contains("process " + again.process().pid());
    }
  }

  @Test
  void when_it_ends_in_the_middle_a_command_says_which_agent_does_not_answer() throws Exception {
    try (var live = live();
        var waiting = duet("connect", "bob", "--via", "link")) {
      await().atMost(GENEROUS).until(() -> waiting.out().contains("waiting for an answer"));
      live.process().destroyForcibly().waitFor(30, TimeUnit.SECONDS);

      assertThat(waiting.exitCode()).as(waiting.out()).isEqualTo(3);
      assertThat(waiting.err())
          .contains("connection refused", "left  inviter", "next  duet resume bob")
          .doesNotContain("\tat ");
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void what_stays_at_its_agents_is_said_where_a_command_is_interrupted() throws Exception {
    try (var live = live();
        var waiting = duet("connect", "--via", "link")) {
      await().atMost(GENEROUS).until(() -> waiting.out().contains("waiting for an answer"));
      stop(waiting, "INT", 130);

      assertThat(waiting.err())
          .contains("left  inviter", "InvitationGenerated at http://127.0.0.1:", "next  duet show")
          .contains("left  its invitation, which can still be answered");
      assertThat(done("list")).contains("process " + live.process().pid(), "1 Initialized");
    }
  }

  @Test
  void two_in_one_directory_are_one_too_many() throws Exception {
    try (var live = live();
        var second = duet("live", "--port", "0")) {
      assertThat(second.exitCode()).isEqualTo(2);
      assertThat(second.err())
          .contains("duet live already runs there (process %d)".formatted(live.process().pid()));
      assertThat(done("connect")).contains("process " + live.process().pid());
    }
  }

  @Test
  void while_a_command_has_the_agents_it_is_refused_with_that_process() throws Exception {
    try (var waiting = duet("connect", "bob", "--via", "link")) {
      await().atMost(GENEROUS).until(() -> waiting.out().contains("waiting for an answer"));
      try (var live = duet("live", "--port", "0")) {
        assertThat(live.exitCode()).isEqualTo(2);
        assertThat(live.err()).contains("in use by process " + waiting.process().pid());
      }
    }
  }

  @Test
  void a_port_that_is_taken_and_a_host_of_others_are_refused() throws Exception {
    try (var other = new ServerSocket(0)) {
      var port = String.valueOf(other.getLocalPort());
      try (var refused = duet("live", "--port", port, "--public-url", "http://localhost")) {
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
            .contains("port " + port, "in use", "--port PORT takes another port");
      }
    }
    try (var refused = duet("live", "--public-url", "https://live.example/below")) {
      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.err())
          .contains("--public-url", "neither a path nor a query")
          .doesNotContain("\tat ");
    }
    try (var refused = duet("live", "--host", "192.0.2.1")) {
      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.err()).contains("--host", "'192.0.2.1' is not an address of this machine");
    }
    assertThat(done("connect", "bob")).contains("Agents embedded");
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void a_signal_ends_it_and_it_starts_again_at_once(String signal, int exitCode) throws Exception {
    try (var live = live()) {
      assertThat(live.out())
          .contains("Agents embedded, kept in data/agents", "inviter reached", "leader  http://")
          .contains("/join  for participants", "only this machine can open it", "Ctrl-C");
      stop(live, signal, exitCode);
      assertThat(live.err()).isEmpty();
    }
    try (var again = live()) {
      assertThat(again.process().isAlive()).isTrue();
    }
  }

  @Test
  void programs_get_one_document_with_the_addresses_once_it_is_ready() throws Exception {
    try (var live = duet("live", "--port", "0", "--json")) {
      await().atMost(GENEROUS).until(() -> live.out().strip().endsWith("}"));
      var ready = JSON.readTree(live.out());

      assertThat(ready.get("outcome").asText()).isEqualTo("ready");
      assertThat(ready.at("/agents/inviter/reachable").asBoolean()).isTrue();
      assertThat(ready.get("loopback").asBoolean()).isTrue();
      assertThat(ready.get("join").asText()).isEqualTo(ready.get("url").asText() + "/join");
      assertThat(status(ready.get("url").asText())).isEqualTo(200);
      assertThat(status(ready.get("leader").asText())).isEqualTo(303);
    }
  }

  @Test
  void without_a_browser_it_says_so_and_goes_on() throws Exception {
    var nothing = Map.of("PATH", Files.createDirectory(directory.resolve("bin")).toString());
    try (var live = Program.duet(directory, nothing, "live", "--port", "0", "--open")) {
      await().atMost(GENEROUS).until(() -> live.err().contains("No browser was opened"));

      assertThat(live.err()).contains("the PATH lacks xdg-open and open");
      assertThat(live.out()).contains("leader  http://");
      assertThat(status(page(live))).isEqualTo(200);
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void a_browser_gets_the_leaders_link() throws Exception {
    var bin = Files.createDirectory(directory.resolve("bin"));
    var opener = bin.resolve("xdg-open");
    Files.writeString(opener, "#!/bin/sh\necho \"$1\" >'%s/opened'\nexit 3\n".formatted(bin));
    assertThat(opener.toFile().setExecutable(true)).isTrue();
    var settings = Map.of("PATH", bin.toString());
    try (var live = Program.duet(directory, settings, "live", "--port", "0", "--open")) {
      await().atMost(GENEROUS).until(() -> live.err().contains("xdg-open ended with exit code 3"));
      var link = Files.readString(bin.resolve("opened")).strip();

      assertThat(live.out()).contains("leader  " + link);
      assertThat(live.process().isAlive()).isTrue();
    }
  }

  private Program live(String... options) throws IOException {
    var args = new ArrayList<>(List.of("live", "--port", "0"));
    args.addAll(List.of(options));
    var live = duet(args.toArray(String[]::new));
    await()
        .atMost(GENEROUS)
        .until(() -> live.out().contains("Ctrl-C") || !live.process().isAlive());
    assertThat(live.process().isAlive()).as(live.err()).isTrue();
    return live;
  }

  private static void stop(Program live, String signal, int exitCode) throws Exception {
    new ProcessBuilder("kill", "-" + signal, String.valueOf(live.process().pid()))
        .start()
        .waitFor();
    assertThat(live.exitCode()).as(live.err()).isEqualTo(exitCode);
  }

  private static String page(Program live) {
    return live.out()
        .lines()
        .filter(line -> line.startsWith("  open "))
        .findFirst()
        .orElseThrow()
        .replaceFirst("  open +", "");
  }

  private static int status(String url) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(url)).build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private String done(String... args) throws Exception {
    try (var command = duet(args)) {
      assertThat(command.exitCode()).as(command.out() + command.err()).isZero();
      return command.out();
    }
  }

  private Program duet(String... args) throws IOException {
    return Program.duet(directory, Map.of(), args);
  }
}
