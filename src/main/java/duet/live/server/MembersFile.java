package duet.live.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duet.file.AtomicFile;
import duet.live.page.Viewer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The members that a server which is started again knows, in {@code live.json}: {@code
 * {"version":"1.0","members":[{"hash":"…","role":"leader","row":"…"}]}}, for the owner only.
 */
final class MembersFile {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String VERSION = "1.0";
  private static final long LARGEST = 1 << 20;

  private final Path file;
  private final List<Member> members;
  private final Optional<String> remark;

  private MembersFile(Path file, List<Member> members, Optional<String> remark) {
    this.file = file;
    this.members = List.copyOf(members);
    this.remark = remark;
  }

  /** Reads the file in a directory; one that can't be read counts as none, with a remark. */
  static MembersFile in(Path directory) {
    var file = directory.resolve("live.json");
    try {
      return new MembersFile(file, Files.exists(file) ? read(file) : List.of(), Optional.empty());
    } catch (IllegalArgumentException e) {
      return unread(file, e.getMessage());
    } catch (JsonProcessingException e) {
      return unread(file, "not valid JSON");
    } catch (IOException e) {
      return unread(file, AtomicFile.reason(e));
    }
  }

  /** As they were when it was read, the oldest first. */
  List<Member> members() {
    return members;
  }

  Optional<String> remark() {
    return remark;
  }

  /**
   * @throws java.io.UncheckedIOException with file and reason in one sentence
   */
  void write(Collection<Member> now) {
    var document = MAPPER.createObjectNode().put("version", VERSION);
    var list = document.putArray("members");
    for (Member member : now) {
      var entry =
          list.addObject()
              .put("hash", member.hash())
              .put("role", member.viewer().name().toLowerCase(Locale.ROOT));
      member.row().ifPresent(row -> entry.put("row", row));
    }
    AtomicFile.write(file, document.toString());
  }

  private static MembersFile unread(Path file, String why) {
    return new MembersFile(
        file,
        List.of(),
        Optional.of(
            "%s can't be read (%s): leader and participants have to open their links again."
                .formatted(file, why)));
  }

  private static List<Member> read(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new IllegalArgumentException("larger than 1 MiB");
    }
    var document = MAPPER.readTree(Files.readAllBytes(file));
    if (!document.path("version").asText().startsWith("1.")) {
      throw new IllegalArgumentException("not of this version of Duet");
    }
    var members = new ArrayList<Member>();
    for (JsonNode entry : document.path("members")) {
      members.add(
          new Member(
              entry.path("hash").asText(),
              viewer(entry.path("role").asText()),
              Optional.ofNullable(entry.path("row").textValue())));
    }
    return members;
  }

  private static Viewer viewer(String role) {
    return Stream.of(Viewer.LEADER, Viewer.PARTICIPANT)
        .filter(viewer -> viewer.name().equalsIgnoreCase(role))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("a member has an unknown role"));
  }
}
