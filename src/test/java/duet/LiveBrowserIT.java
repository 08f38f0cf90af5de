package duet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import duet.fixture.Browser;
import duet.fixture.Installed;
import duet.fixture.NeedsInstalled;
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
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.OutputType;

/** {@code duet live} in a browser, with other processes that scan what is on its screen. */
@Tag("browser")
@NeedsInstalled(Installed.BROWSER)
class LiveBrowserIT {

  private static final Path PICTURES = Path.of("target/screenshots");
  private static final Duration GENEROUS = Duration.ofSeconds(60);
  private static final Pattern LEADER = Pattern.compile("leader\\s+(http\\S+)");

  @TempDir private Path directory;

  private final List<AutoCloseable> opened = new ArrayList<>();
  private Program live;
  private Browser leader;

  @BeforeEach
  void start() throws Exception {
    live = live("0");
    leader = opened(Browser.start());
    leader.open(leaderLink());
  }

  @AfterEach
  void stop() throws Exception {
    for (var each : opened) {
      each.close();
    }
  }

  @Test
  void a_leader_invites_and_the_code_that_is_scanned_turns_into_lanes() throws Exception {
    assertThat(leader.url()).doesNotContain("token");
    assertThat(leader.one(".empty").isDisplayed()).isTrue();
    assertAccessible(leader);

    invite("Mariana Fernandes");
    assertAccessible(leader);
    picture("invitation", leader);
    accept(code(leader));

    awaitText(leader, ".badge", "complete");
    assertThat(leader.all(".code")).isEmpty();
    assertThat(leader.all(".figures svg.wide .message.seen")).hasSize(3);
    assertThat(leader.run("document.getElementById('ends').textContent").toString())
        .contains("Mariana Fernandes: ");

    leader.one("#issue summary").click();
    leader.one("#issue button").click();
    awaitText(leader, ".facts", "credential: issued");
    leader.one("#present").click();
    awaitText(leader, ".facts", "proof: verified");
    assertThat(leader.all(".figures section")).hasSize(3);

    leader.one("#message-1 summary").click();
    await().atMost(GENEROUS).until(() -> !leader.all("#message-1 article").isEmpty());
    assertThat(text(leader, "#message-1 article")).contains("#key-1", "\"body\"", "X25519");
    assertAccessible(leader);
    picture("pair", leader);
    assertThat(leader.complaints()).isEmpty();
  }

  @Test
  void a_participant_joins_and_watches_its_end() throws Exception {
    var participant = opened(Browser.start());
    participant.open(page("/join"));
    assertAccessible(participant);
    participant.one("#name").sendKeys("<b>Zoë</b> نور");
    participant.one(".ask button").click();
    await().atMost(GENEROUS).until(() -> !participant.all(".code img").isEmpty());
    assertAccessible(participant);
    picture("join", participant);

    accept(code(participant));

    awaitText(participant, ".eyebrow", "You are connected");
    assertThat(text(participant, "h1")).isEqualTo("<b>Zoë</b> نور");
    participant.open(page("/"));
    assertThat(participant.all(".bar .ask input")).isEmpty();
    assertThat(text(leader, "#rows bdi")).isEqualTo("<b>Zoë</b> نور");
    assertThat(participant.complaints()).isEmpty();
  }

  @Test
  void a_page_that_is_open_goes_on_after_a_restart() throws Exception {
    invite("Bob");
    leader.open(page("/"));
    var port = URI.create(leader.url()).getPort();

    live.process().destroy();
    await().atMost(GENEROUS).until(() -> leader.one("#lost").isDisplayed());
    live.exitCode();
    live = live(String.valueOf(port));
    await().atMost(GENEROUS).until(() -> !leader.one("#lost").isDisplayed());
    done("connect", "Carol");

    await().atMost(GENEROUS).until(() -> text(leader, "#rows tr").contains("Carol"));
    assertThat(names()).containsExactly("Carol", "Bob");
    leader.one("#pair-" + id("Bob") + " a").click();
    assertThat(leader.one(".code").isDisplayed()).isTrue();
  }

  @Test
  void twenty_join_at_once_and_all_are_on_the_board() {
    var client = HttpClient.newHttpClient();
    var posts =
        IntStream.rangeClosed(1, 20)
            .mapToObj(
                i ->
                    client.sendAsync(joining("Table " + i), HttpResponse.BodyHandlers.discarding()))
            .toList();
    posts.forEach(post -> assertThat(post.join().statusCode()).isEqualTo(303));

    await().atMost(GENEROUS).until(() -> names().size() == 20);
    assertThat((Long) leader.run("document.documentElement.scrollHeight")).isEqualTo(720);
    assertAccessible(leader);
    picture("board", leader);
    leader.one("#filter").sendKeys("table 1");
    assertThat(leader.all("#rows tr:not([hidden])")).hasSize(11);
  }

  @Test
  void a_dead_end_says_its_cause_and_what_to_try() throws Exception {
    deadEnd();

    await().atMost(GENEROUS).until(() -> !leader.all("#rows tr.dead").isEmpty());
    assertAccessible(leader);
    leader.one("#rows tr.dead a").click();
    assertThat(text(leader, ".why")).contains("What to try", "Evidence", "Cause");
    assertAccessible(leader);
    leader.dark(true);
    assertAccessible(leader);
    leader.dark(false);
    picture("dead-end", leader);
  }

  /** For the README: {@code -Dduet.picture=docs/live.png}. */
  @Test
  void a_board_of_all_kinds_is_worth_a_picture() throws Exception {
    var wanted = Optional.ofNullable(System.getProperty("duet.picture"));
    assumeTrue(wanted.isPresent(), "no picture is asked for");
    for (String name : List.of("Chidi", "Aroha", "O'Brien")) {
      done("connect", name);
      done("issue", name);
    }
    done("present", "Chidi");
    deadEnd();
    await().atMost(GENEROUS).until(() -> !leader.all("#rows tr.dead").isEmpty());
    done("connect", "Jean-Luc");
    done("issue", "Jean-Luc");
    done("connect", "Øyvind");
    for (String name : List.of("Mariana Fernandes", "نور الهدى", "Zoë & Ana", "Bob")) {
      leader.open(page("/"));
      invite(name);
    }
    leader.open(page("/"));
    await().atMost(GENEROUS).until(() -> names().size() == 10);
    leader.size(1280, 352).picture(Path.of(wanted.get()));
  }

  /** An agent that goes away after it invited. */
  private void deadEnd() throws Exception {
    var link = directory.resolve("link.txt");
    try (var stranger = Program.agent(directory, "key")) {
      Files.writeString(link, invitation(stranger));
    }
    opened(Program.duet(directory, Map.of(), "accept", link.toString()));
  }

  private static String invitation(Program agent) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(agent.url() + "/connections"))
            .header("Content-Type", "application/json")
            .header("apikey", "key")
            .POST(HttpRequest.BodyPublishers.ofString("{\"label\":\"A stranger who left\"}"))
            .build();
    var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    return new ObjectMapper().readTree(response.body()).at("/invitation/invitationUrl").asText();
  }

  private void invite(String name) {
    leader.one("#name").sendKeys(name);
    leader.one(".ask button").click();
    await().atMost(GENEROUS).until(() -> !leader.all(".code img").isEmpty());
  }

  /** What a phone's camera would see. */
  private Path code(Browser browser) throws Exception {
    await()
        .atMost(GENEROUS)
        .until(() -> (Boolean) browser.run("document.querySelector('.code img').naturalWidth > 0"));
    var picture = Files.createTempFile(directory, "code", ".png");
    return Files.write(picture, browser.one(".code img").getScreenshotAs(OutputType.BYTES));
  }

  private void accept(Path picture) throws Exception {
    done("accept", picture.toString());
  }

  private void done(String... args) throws Exception {
    try (var program = Program.duet(directory, Map.of(), args)) {
      assertThat(program.exitCode()).as(program.out() + program.err()).isZero();
    }
  }

  private HttpRequest joining(String name) {
    return HttpRequest.newBuilder(URI.create(page("/join")))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Origin", page(""))
        .POST(HttpRequest.BodyPublishers.ofString("name=" + name.replace(' ', '+')))
        .build();
  }

  private Program live(String port) throws Exception {
    var started = opened(Program.duet(directory, Map.of(), "live", "--port", port));
    await()
        .atMost(GENEROUS)
        .until(() -> LEADER.matcher(started.out()).find() || !started.process().isAlive());
    if (!started.process().isAlive()) {
      fail(started.out() + started.err());
    }
    return started;
  }

  private String leaderLink() {
    var found = LEADER.matcher(live.out());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private String page(String path) {
    return URI.create(leaderLink()).resolve("/").toString().replaceFirst("/$", "") + path;
  }

  private List<String> names() {
    var names = "Array.from(document.querySelectorAll('#rows bdi'), name => name.textContent)";
    return ((List<?>) leader.run(names)).stream().map(String.class::cast).toList();
  }

  private String id(String name) {
    return (String)
        leader.run(
            "Array.from(document.querySelectorAll('#rows tr')).find(row => row.dataset.name ==="
                + " arguments[0]).id.slice(5)",
            name);
  }

  private static String text(Browser browser, String css) {
    return (String) browser.run("document.querySelector(arguments[0])?.textContent ?? ''", css);
  }

  private static void awaitText(Browser browser, String css, String part) {
    await().atMost(GENEROUS).until(() -> text(browser, css), text -> text.contains(part));
  }

  private static void assertAccessible(Browser browser) {
    if (Accessibility.missing().isEmpty()) {
      assertThat(Accessibility.flaws(browser)).as(browser.url()).isEmpty();
    }
  }

  private static void picture(String name, Browser browser) {
    for (int width : List.of(400, 1280, 3840)) {
      browser.size(width, width == 400 ? 800 : width * 9 / 16);
      browser.picture(PICTURES.resolve(name + "-" + width + ".png"));
    }
    browser.size(1280, 720);
  }

  private <T extends AutoCloseable> T opened(T one) {
    opened.add(0, one);
    return one;
  }
}
