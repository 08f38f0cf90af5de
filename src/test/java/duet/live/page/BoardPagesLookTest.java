package duet.live.page;

import static duet.live.page.PageSite.event;
import static duet.live.page.Samples.pages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import duet.fixture.Browser;
import duet.fixture.Installed;
import duet.fixture.NeedsInstalled;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;

/** Pages as a browser lays them out, and how its script keeps them up to date. */
@Tag("browser")
@NeedsInstalled(Installed.BROWSER)
class BoardPagesLookTest {

  private static final Path PICTURES = Path.of("target/screenshots/samples");

  private static PageSite site;
  private static Browser browser;

  @BeforeAll
  static void start() {
    site = new PageSite();
    browser = Browser.start();
  }

  @AfterAll
  static void stop() {
    browser.close();
    site.close();
  }

  @BeforeEach
  void reset() {
    browser.size(1280, 720).dark(false);
    site.stream("");
  }

  static Set<String> names() {
    return PageSite.all().keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void a_page_fits_every_width_in_light_and_dark(String name) {
    site.stream(": nothing new\n\n");
    for (int width : List.of(400, 1280, 3840)) {
      for (boolean dark : List.of(false, true)) {
        browser.size(width, width == 400 ? 800 : width * 9 / 16).dark(dark);
        open(name);

        assertThat(browser.run("document.documentElement.scrollWidth"))
            .as("%s at %d", name, width)
            .isEqualTo((long) width);
        browser.picture(
            PICTURES.resolve("%s-%d%s.png".formatted(name, width, dark ? "-dark" : "")));
      }
    }
    assertThat(browser.complaints()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1280, 720", "1920, 1080", "3840, 2160"})
  void twenty_rows_fit_a_projector(int width, int height) {
    browser.size(width, height);
    open("board");

    assertThat(browser.all("#rows tr")).hasSize(20);
    assertThat((Long) browser.run("document.documentElement.scrollHeight")).isEqualTo(height);
    assertThat(
            ((Number)
                    browser.run(
                        "parseFloat(getComputedStyle(document.querySelector('#rows .name')).fontSize)"))
                .doubleValue())
        .as("names read from the back")
        .isGreaterThanOrEqualTo(height / 41.0);
  }

  @ParameterizedTest
  @CsvSource({"1024, 768", "1280, 720", "1920, 1080", "3840, 2160"})
  void states_are_whole(int width, int height) {
    browser.size(width, height);
    open("board");

    assertThat(
            browser.run(
                "[...document.querySelectorAll('#rows .state')].filter(it => it.scrollWidth > it.clientWidth).length"))
        .isEqualTo(0L);
  }

  @ParameterizedTest
  @CsvSource({"1280, 720", "1920, 1080", "3840, 2160"})
  void a_code_fills_the_screen(int width, int height) {
    browser.size(width, height);
    open("invitation");

    assertThat(browser.one(".code img").getSize().height).isGreaterThan(height * 80 / 100);
    assertThat((Long) browser.run("document.documentElement.scrollHeight")).isEqualTo(height);
  }

  @Test
  void a_filter_leaves_the_names_that_have_it() {
    open("board");
    browser.one("#filter").sendKeys("A");

    assertThat(shown())
        .contains("Mariana Fernandes", "Zoë & Ana", "Nia")
        .doesNotContain("Bob", "Yuki");

    browser.one("#filter").sendKeys(Keys.BACK_SPACE);
    assertThat(shown()).hasSize(20);
  }

  @Test
  void a_row_that_is_new_comes_on_top_and_one_that_is_known_stays_in_its_place() {
    site.stream(
        event("row", pages().row(Samples.open("new", "Newcomer")))
            + event("row", pages().row(Samples.complete("row1", "Mariana Fernandes")))
            + event("gone", "row2"));
    open("board");

    await().until(() -> shown().size() == 20 && shown().get(0).equals("Newcomer"));
    assertThat(shown()).startsWith("Newcomer", "Bob", "Mariana Fernandes", "Zoë & Ana");
    assertThat(browser.one("#pair-row1").getAttribute("class")).isEqualTo("complete");
  }

  @Test
  void only_ends_are_spoken_and_each_once() {
    site.stream(
        "retry: 600000\n\n"
            + event("board", pages().rows(Samples.twenty()))
            + event("row", pages().row(Samples.underway("row0", "Bob")))
            + event("row", pages().row(Samples.complete("row1", "Mariana Fernandes")))
            + event("row", pages().row(Samples.complete("row1", "Mariana Fernandes")))
            + event("row", pages().row(Samples.deadEnd("row2", "张伟"))));
    open("board");

    await().until(() -> browser.all("#ends p").size() == 2);
    assertThat((String) browser.run("document.getElementById('ends').textContent"))
        .startsWith(
            "Mariana Fernandes: connected after 239 ms张伟: dead end, inviter: nobody listens");
  }

  @Test
  void what_is_open_and_focused_and_typed_survives_a_change() {
    open("pair");
    browser.one("#message-1 summary").click();
    await().until(() -> !browser.all("#message-1 article").isEmpty());
    browser.one("#issue summary").click();
    browser.one("#claim-name").clear();
    browser.one("#claim-name").sendKeys("Robert");
    browser.run("window.scrollTo(0, 150)");
    browser.run("document.body.changed = document.getElementById('pair')");

    site.stream(event("pair", pages().pairBody(Viewer.LEADER, PageSite.WHOLE)));

    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                (Boolean) browser.run("document.body.changed !== document.getElementById('pair')"));
    assertThat(browser.run("document.querySelector('#message-1[open] article').checkVisibility()"))
        .isEqualTo(true);
    assertThat(browser.run("document.getElementById('claim-name').value")).isEqualTo("Robert");
    assertThat(browser.run("document.activeElement.id")).isEqualTo("claim-name");
    assertThat(((Number) browser.run("window.scrollY")).intValue()).isEqualTo(150);
  }

  @Test
  void an_invitation_turns_into_lanes_once_it_is_scanned() {
    open("invitation");
    var row = Samples.underway("a1", "Mariana Fernandes");

    site.stream(event("pair", pages().pairBody(Viewer.LEADER, SampleDetails.detail(row))));

    await().atMost(Duration.ofSeconds(30)).until(() -> browser.all(".code").isEmpty());
    assertThat(browser.one(".badge").getText()).contains("under way");
  }

  @Test
  void a_stream_that_is_gone_is_told_and_comes_back() {
    open("board");
    await().until(() -> browser.one("#lost").isDisplayed());
    assertThat(browser.one("#lost").getText()).isEqualTo("Connection lost, trying again …");
    assertThat(browser.one("#agents").isDisplayed()).as("whether agents answer").isFalse();
  }

  @Test
  void the_line_of_an_unseen_side_is_drawn() {
    open("invitation-onlooker");
    var line = "document.querySelector('figure .life.unseen')";

    assertThat(browser.run("getComputedStyle(%s).clipPath".formatted(line))).isEqualTo("none");
    assertThat(((Number) browser.run(line + ".getBoundingClientRect().height")).intValue())
        .isGreaterThan(20);
  }

  @Test
  void a_link_can_be_copied() {
    open("own-open");
    browser.one("#copy").click();

    assertThat(browser.one("#copy").getText()).isEqualTo("Copied");
    assertThat(browser.run("getSelection().toString() || document.getElementById('link').value"))
        .isEqualTo(Samples.LINK);
  }

  @Test
  void everything_is_reached_by_the_keyboard_and_shows_where_it_is() {
    open("pair");
    var reached = new LinkedHashSet<String>();
    for (int i = 0; i < 12; i++) {
      browser.one("body").sendKeys(Keys.TAB);
      reached.add(
          (String) browser.run("document.activeElement.textContent.trim().split('\\n')[0]"));
      assertThat(browser.run("getComputedStyle(document.activeElement).outlineStyle"))
          .isEqualTo("solid");
    }
    assertThat(reached)
        .contains("Duet", "‹ all pairs", "Issue a credential…", "Request a proof", "Delete…");
  }

  private static void open(String name) {
    browser.open(site.url(name).toString());
  }

  private static List<String> shown() {
    var names =
        "Array.from(document.querySelectorAll('#rows tr:not([hidden]) bdi'), name => name.textContent)";
    return ((List<?>) browser.run(names)).stream().map(String.class::cast).toList();
  }
}
