package duet;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.library.GeneralCodingRules;
import duet.agent.Agent;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The floors of the house: what each package may import of it, and who may touch the rest. */
class ArchitectureTest {

  /** What of {@code duet.didcomm} every floor may use. */
  private static final Set<String> SHARED =
      Set.of(
          "duet.didcomm.Invitation",
          "duet.didcomm.MessageRoute",
          "duet.didcomm.MessageRoute$Hop",
          "duet.didcomm.PeerDid",
          "duet.didcomm.PeerDid$Curve",
          "duet.didcomm.PeerDid$Key",
          "duet.didcomm.PeerDid$Service",
          // what both throw
          "duet.didcomm.MalformedException");

  /** All that stands under the command line and the front door's users. */
  private static final Set<String> UP_TO_THE_FRONT_DOOR =
      Set.of(
          "duet",
          "duet.containers",
          "duet.walkthrough",
          "duet.report",
          "duet.session",
          "duet.delivery",
          "duet.issuance",
          "duet.presentation",
          "duet.handshake",
          "duet.exchange",
          "duet.settings",
          "duet.agent",
          "duet.file",
          "duet.embedded",
          // what tracing shows
          "duet.embedded.outgoing");

  private static final Set<String> UNDER_THE_FRONT_DOOR =
      without(UP_TO_THE_FRONT_DOOR, "duet", "duet.containers");

  /** Every package of the house, with those it may import beside itself. */
  static final Map<String, Set<String>> FLOORS =
      Map.ofEntries(
          Map.entry(
              "duet.cli",
              with(
                  UP_TO_THE_FRONT_DOOR,
                  "duet.check",
                  "duet.bench",
                  "duet.junit",
                  "duet.live",
                  // it hands the messages of embedded agents to the page
                  "duet.live.board",
                  "duet.credential",
                  "duet.http")),
          Map.entry("duet.live", with(UP_TO_THE_FRONT_DOOR, "duet.live.*", "duet.http")),
          Map.entry(
              "duet.live.server",
              Set.of(
                  "duet.live.page",
                  "duet.live.board",
                  "duet.delivery",
                  "duet.agent",
                  "duet.file",
                  "duet.embedded.http",
                  "duet.embedded.outgoing",
                  "duet.http")),
          Map.entry(
              "duet.live.page",
              Set.of(
                  "duet.live.board", "duet.report", "duet.session", "duet.exchange", "duet.agent")),
          // it reads what its embedded agents send
          Map.entry(
              "duet.live.board",
              with(UP_TO_THE_FRONT_DOOR, "duet.didcomm", "duet.embedded.outgoing")),
          // it plays a peer of its own
          Map.entry("duet.check", with(UP_TO_THE_FRONT_DOOR, "duet.didcomm", "duet.http")),
          // it does the bare work of a handshake
          Map.entry("duet.bench", with(UP_TO_THE_FRONT_DOOR, "duet.didcomm", "duet.http")),
          Map.entry("duet.junit", UP_TO_THE_FRONT_DOOR),
          Map.entry("duet", UNDER_THE_FRONT_DOOR),
          Map.entry("duet.containers", with(UNDER_THE_FRONT_DOOR, "duet")),
          Map.entry("duet.walkthrough", Set.of("duet.file")),
          Map.entry(
              "duet.report", Set.of("duet.handshake", "duet.exchange", "duet.agent", "duet.file")),
          Map.entry(
              "duet.session", Set.of("duet.handshake", "duet.exchange", "duet.agent", "duet.file")),
          Map.entry("duet.delivery", Set.of("duet.agent", "duet.file", "duet.http")),
          Map.entry("duet.handshake", Set.of("duet.exchange", "duet.agent")),
          // it looks for keys in the DIDs of a wallet
          Map.entry("duet.issuance", Set.of("duet.exchange", "duet.agent", "duet.credential")),
          Map.entry("duet.presentation", Set.of("duet.exchange", "duet.agent")),
          Map.entry("duet.exchange", Set.of("duet.agent", "duet.http")),
          Map.entry("duet.settings", Set.of("duet.delivery", "duet.agent", "duet.http")),
          Map.entry("duet.agent", Set.of("duet.client..", "duet.http")),
          Map.entry("duet.client..", Set.of()),
          Map.entry("duet.credential", Set.of("duet.didcomm")),
          Map.entry("duet.didcomm", Set.of()),
          Map.entry("duet.file", Set.of()),
          Map.entry("duet.http", Set.of()),
          // every floor may use it
          Map.entry("duet.text", Set.of()),
          Map.entry("duet.embedded", Set.of("duet.embedded.*", "duet.didcomm")),
          Map.entry(
              "duet.embedded.server",
              Set.of(
                  "duet.embedded.http",
                  "duet.embedded.protocol",
                  "duet.embedded.store",
                  "duet.embedded.outgoing",
                  "duet.embedded.fault",
                  "duet.embedded.mediated",
                  "duet.credential",
                  "duet.didcomm",
                  "duet.http")),
          Map.entry(
              "duet.embedded.mediated",
              Set.of(
                  "duet.embedded.protocol",
                  "duet.embedded.store",
                  "duet.embedded.outgoing",
                  "duet.didcomm",
                  "duet.http")),
          Map.entry(
              "duet.embedded.mediator",
              Set.of(
                  "duet.embedded.http",
                  "duet.embedded.outgoing",
                  "duet.embedded.protocol",
                  "duet.embedded.store",
                  "duet.didcomm")),
          Map.entry("duet.embedded.http", Set.of("duet.embedded.store", "duet.http")),
          Map.entry("duet.embedded.fault", Set.of("duet.embedded.outgoing")),
          Map.entry("duet.embedded.outgoing", Set.of("duet.http")),
          Map.entry(
              "duet.embedded.store",
              Set.of("duet.embedded.protocol", "duet.credential", "duet.didcomm", "duet.file")),
          Map.entry("duet.embedded.protocol", Set.of("duet.didcomm", "duet.credential")));

  private static final String CLIENT = "duet.client";
  private static final int LONGEST = 300;

  static final Set<String> PACKAGES = FLOORS.keySet();

  private static final JavaClasses HOUSE =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("duet");

  @ParameterizedTest
  @FieldSource("PACKAGES")
  void a_package_imports_only_what_stands_under_it(String name) {
    boolean apart = name.startsWith("duet.embedded") || name.startsWith("duet.client");
    var allowed =
        resideInAPackage(name)
            .or(DescribedPredicate.not(resideInAPackage("duet..")))
            .or(describe("shared", c -> !apart && SHARED.contains(c.getName())))
            .or(resideInAPackage(name.startsWith("duet.client") ? name : "duet.text"));
    for (String under : FLOORS.get(name)) {
      allowed = allowed.or(resideInAPackage(under));
    }
    classes()
        .that()
        .resideInAPackage(name)
        .should()
        .onlyDependOnClassesThat(allowed.as("stand under " + name))
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  @Test
  void every_package_has_its_place() {
    classes().should().resideInAnyPackage(FLOORS.keySet().toArray(String[]::new)).check(HOUSE);
    assertThat(HOUSE.getPackage("duet").getSubpackages())
        .map(JavaPackage::getName)
        .contains("duet.agent", "duet.client", "duet.didcomm", "duet.embedded", "duet.cli");
  }

  @Test
  void no_packages_import_each_other_in_a_circle() {
    slices().matching("(duet..)").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void only_one_package_knows_the_generated_client() {
    noClasses()
        .that()
        .resideOutsideOfPackages("duet.agent", "duet.client..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("duet.client..")
        .check(HOUSE);
  }

  @Test
  void only_two_packages_know_the_libraries_of_jose_and_curves() {
    noClasses()
        .that()
        .resideOutsideOfPackages("duet.didcomm", "duet.credential")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.nimbusds..", "org.bouncycastle..", "com.google.protobuf..")
        .check(HOUSE);
  }

  @Test
  void the_protocol_is_pure() {
    noClasses()
        .that()
        .resideInAPackage("duet.embedded.protocol")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io..", "java.nio.file..", "java.net.http..", "java.security..")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Clock.class, Random.class, Thread.class)
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .check(HOUSE);
  }

  @Test
  void only_the_command_line_prints() {
    var others = HOUSE.that(DescribedPredicate.not(resideInAPackage("duet.cli")));

    GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(others);
    noClasses().should().accessClassesThat().belongToAnyOf(FileDescriptor.class).check(others);
  }

  @Test
  void only_the_command_line_ends_the_process() {
    noClasses()
        .that()
        .resideOutsideOfPackage("duet.cli")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(HOUSE);
  }

  @Test
  void a_simple_name_stands_once() {
    var names =
        HOUSE.stream()
            .filter(type -> type.isTopLevelClass() && !type.getPackageName().startsWith(CLIENT))
            .map(JavaClass::getSimpleName)
            .filter(name -> !name.equals("package-info"))
            .toList();

    assertThat(names).hasSizeGreaterThan(300).doesNotHaveDuplicates();
  }

  @Test
  void no_class_is_longer_than_it_can_be_read_at_once() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      var sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertThat(sources).hasSizeGreaterThan(300).allMatch(file -> lines(file) <= LONGEST);
    }
  }

  @Test
  void nobody_sleeps() {
    noClasses()
        .should()
        .callMethodWhere(
            describe("sleep is called", call -> call.getTarget().getName().equals("sleep")))
        .check(new ClassFileImporter().importPackagesOf(Agent.class, ArchitectureTest.class));
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> with(Set<String> names, String... more) {
    var all = new TreeSet<>(names);
    all.addAll(Set.of(more));
    return all;
  }

  private static Set<String> without(Set<String> names, String... less) {
    var rest = new TreeSet<>(names);
    rest.removeAll(Set.of(less));
    return rest;
  }
}
