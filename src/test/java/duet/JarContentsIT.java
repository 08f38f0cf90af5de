package duet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the jar with other people's libraries says of them. */
class JarContentsIT {

  private static final String SBOM = "META-INF/sbom/duet.cdx.json";

  private JarFile jar;

  @BeforeEach
  void open() throws IOException {
    jar = new JarFile(Program.JAR.toFile());
  }

  @AfterEach
  void close() throws IOException {
    jar.close();
  }

  @Test
  void every_library_in_it_is_listed_with_version_and_licence() throws IOException {
    // Maven doesn't make the list when it is offline.
    assumeFalse(
        jar.getEntry(SBOM) == null && !Boolean.parseBoolean(System.getenv("DUET_REQUIRE_CENTRAL")),
        "the jar was built offline, without its list of libraries");
    var sbom = new ObjectMapper().readTree(text(SBOM));
    var listed = StreamSupport.stream(sbom.get("components").spliterator(), false).toList();

    assertThat(sbom.get("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(sbom.get("serialNumber")).isNull();
    assertThat(listed).allSatisfy(one -> assertThat(one.get("licenses")).isNotEmpty());
    assertThat(listed.stream().map(one -> jar(one)).toList())
        .containsAll(libraries().map(File::getName).toList())
        .isSubsetOf(classPath().map(File::getName).toList())
        .noneMatch(name -> name.matches("(testcontainers|docker-java|assertj).*"));
  }

  @Test
  void every_library_in_it_has_its_licence_there_and_its_notice() throws IOException {
    var kept = text("META-INF/THIRD-PARTY.txt");
    for (File library : libraries().toList()) {
      try (var one = new JarFile(library)) {
        var texts = one.stream().filter(JarContentsIT::isLicence).toList();
        for (var text : texts) {
          assertThat(text(text.getName()))
              .as(library.getName() + " " + text.getName())
              .contains(
                  new String(one.getInputStream(text).readAllBytes(), StandardCharsets.UTF_8)
                      .strip());
        }
        if (texts.stream().noneMatch(text -> text.getName().contains("LICENSE"))) {
          var name = library.getName().replaceFirst("-\\d.*", "");
          assertThat(kept).as(name).containsPattern("(?m)^" + named(name));
        }
      }
    }
  }

  @Test
  void services_of_one_name_are_merged_and_nothing_is_there_twice() throws IOException {
    assertThat(jar.stream().map(ZipEntry::getName)).doesNotHaveDuplicates();
    assertThat(jar.stream().map(ZipEntry::getName))
        .noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)"))
        .noneMatch(name -> name.endsWith("module-info.class"))
        .noneMatch(name -> name.startsWith("META-INF/versions/"));
    for (File library : libraries().toList()) {
      try (var one = new JarFile(library)) {
        for (var entry : one.stream().filter(JarContentsIT::isOrdinary).toList()) {
          var service = entry.getName().startsWith("META-INF/services/");
          var bytes = one.getInputStream(entry).readAllBytes();
          if (service && jar.getEntry(entry.getName()) != null) {
            assertThat(text(entry.getName()).lines().map(String::strip))
                .as(entry.getName())
                .containsAll(providers(bytes));
          } else if (jar.getEntry(entry.getName()) != null) {
            assertThat(jar.getInputStream(jar.getEntry(entry.getName())).readAllBytes())
                .as(library.getName() + " " + entry.getName())
                .isEqualTo(bytes);
          }
        }
      }
    }
  }

  /** The jars of this test's class path of which the jar has the classes. */
  private Stream<File> libraries() {
    return classPath().filter(this::isInJar);
  }

  private static Stream<File> classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(File::new)
        .filter(file -> file.getName().endsWith(".jar"));
  }

  private boolean isInJar(File library) {
    try (var one = new JarFile(library)) {
      return one.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
          .filter(name -> !name.endsWith("-info.class"))
          .findFirst()
          .filter(name -> jar.getEntry(name) != null)
          .isPresent();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private String text(String name) throws IOException {
    var entry = jar.getEntry(name);
    assertThat(entry).as(name).isNotNull();
    return new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String jar(JsonNode component) {
    return component.get("name").asText() + "-" + component.get("version").asText() + ".jar";
  }

  private static String named(String library) {
    return library.startsWith("jetty-") ? "jetty-\\*" : library;
  }

  private static boolean isLicence(ZipEntry entry) {
    return entry.getName().matches("META-INF/[^/]*(LICENSE|NOTICE|COPYRIGHT)[^/]*");
  }

  /** What is neither replaced on purpose nor left out. */
  private static boolean isOrdinary(ZipEntry entry) {
    return !entry.isDirectory()
        && !isLicence(entry)
        && !entry.getName().equals(JarFile.MANIFEST_NAME);
  }

  private static List<String> providers(byte[] service) {
    return new String(service, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }
}
