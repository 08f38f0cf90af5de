package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import duet.fixture.Document;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/** The documents name only what there is: commands with their options, files, classes, headings. */
class DocumentationTest {

  private static final Pattern DUET =
      Pattern.compile("(?:\\./duet|java -jar (?:\\S*/)?duet\\.jar)((?: [^|&;#>\\n]+)?)");
  private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|'[^']*'|\\S+");
  private static final Pattern PATH =
      Pattern.compile("(?:src|docs|docker|scenarios|examples|generated-client|\\.ci)/[\\w./-]+");
  private static final Pattern CLASS = Pattern.compile("duet(?:\\.[a-z]+)+(?:\\.[A-Z]\\w*)?");
  private static final Set<String> PROPERTIES = Set.of("duet.agents", "duet.image");

  @ParameterizedTest
  @MethodSource("duet.fixture.Document#all")
  void its_commands_exist(Document document) {
    assertThat(unknownCommands(document)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("duet.fixture.Document#all")
  void its_links_lead_somewhere(Document document) {
    assertThat(deadLinks(document)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("duet.fixture.Document#all")
  void its_files_and_classes_exist(Document document) {
    assertThat(missingNames(document)).isEmpty();
  }

  @Test
  void the_table_has_every_command() throws Exception {
    var rows = Files.readAllLines(Path.of("README.md")).stream().filter(l -> l.startsWith("| `"));
    var table = rows.flatMap(row -> found("`duet (\\w+)", row.split(" \\| ")[0]));

    var commands = Duet.commandLine(Console.system(), Map.of()).getSubcommands().keySet();
    assertThat(table.map(row -> row.group(1))).containsExactlyInAnyOrderElementsOf(commands);
  }

  @Test
  void the_picture_has_every_package() throws Exception {
    var picture = Files.readString(Path.of("README.md")).split("## How it is built")[1];

    try (var files = Files.walk(Path.of("src/main/java/duet"), 2)) {
      assertThat(files.filter(Files::isDirectory).map(DocumentationTest::shortName))
          .allSatisfy(name -> assertThat(picture).contains(name));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "```console\n$ ./duet konnect\n```",
        "```console\n$ ./duet list\n$ ./duet connect --nowhere --json | jq\n```",
        "1. Like this:\n\n   ```console\n   $ INVITER_URL=x ./duet connect --via pigeon &\n   ```",
        "Say `./duet delete alice --keep`, it helps."
      })
  void a_command_that_went_stale_is_found(String markdown) {
    assertThat(unknownCommands(parsed(markdown))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[a](docs/a.md)", "[b](README.md#in-dokker)", "[c](#heading)"})
  void a_link_that_went_stale_is_found(String markdown) {
    assertThat(deadLinks(parsed(markdown))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"`src/main/java/duet/Duo.java`", "`duet.cli.Console2`", "`duet.trio`"})
  void a_name_that_went_stale_is_found(String markdown) {
    assertThat(missingNames(parsed(markdown))).hasSize(1);
  }

  /** Parts of a part are drawn without the name of the whole. */
  private static String shortName(Path folder) {
    var name = Path.of("src/main/java").relativize(folder).toString().replace('/', '.');
    return name.matches("(\\w+\\.){2}\\w+") ? name.substring(name.lastIndexOf('.')) : name + " ";
  }

  private static Document parsed(String markdown) {
    return Document.parse(Path.of("README.md"), markdown);
  }

  private static List<String> unknownCommands(Document document) {
    var fences = document.nodes(FencedCodeBlock.class).stream();
    var prompts =
        fences
            .filter(fence -> fence.getInfo().equals("console"))
            .flatMap(fence -> fence.getLiteral().lines())
            .filter(line -> line.startsWith("$ "));
    return Stream.concat(prompts, codes(document))
        .filter(line -> DUET.matcher(line).results().anyMatch(duet -> isUnknown(duet.group(1))))
        .toList();
  }

  private static boolean isUnknown(String arguments) {
    var words = WORD.matcher(arguments).results().map(MatchResult::group).toArray(String[]::new);
    try {
      Duet.commandLine(Console.system(), Map.of(), words).parseArgs(words);
      return false;
    } catch (MissingParameterException e) {
      return false; // prose may speak of a command without its arguments
    } catch (ParameterException e) {
      return true;
    }
  }

  private static List<String> deadLinks(Document document) {
    return document.nodes(Link.class).stream()
        .map(Link::getDestination)
        .filter(link -> !link.matches("https?://.*") && !leadsSomewhere(document.file(), link))
        .toList();
  }

  private static boolean leadsSomewhere(Path from, String link) {
    var parts = link.split("#", 2);
    var target = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]).normalize();
    return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
  }

  private static List<String> anchors(Path file) {
    var documents = Document.all().stream().filter(document -> document.file().equals(file));
    return documents
        .flatMap(document -> document.nodes(Heading.class).stream())
        .map(DocumentationTest::anchor)
        .toList();
  }

  /** As GitHub makes it of the heading's text. */
  private static String anchor(Heading heading) {
    var text = new Document(Path.of(""), heading).nodes(Text.class).stream().map(Text::getLiteral);
    var kept = text.collect(Collectors.joining()).toLowerCase().replaceAll("[^\\w -]", "");
    return kept.replace(' ', '-');
  }

  private static List<String> missingNames(Document document) {
    return codes(document)
        .filter(code -> !PROPERTIES.contains(code))
        .filter(
            code ->
                PATH.matcher(code).matches() && !Files.exists(Path.of(code))
                    || CLASS.matcher(code).matches() && !isOurs(code))
        .toList();
  }

  private static boolean isOurs(String name) {
    var path = name.replace('.', '/');
    return Stream.of(
            "src/main/java/", "src/test/java/", "target/generated-sources/client/src/main/java/")
        .flatMap(root -> Stream.of(root + path, root + path + ".java"))
        .anyMatch(candidate -> Files.exists(Path.of(candidate)));
  }

  private static Stream<String> codes(Document document) {
    return document.nodes(Code.class).stream().map(Code::getLiteral);
  }

  private static Stream<MatchResult> found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results();
  }
}
