package duet.live.server;

import static org.assertj.core.api.Assertions.assertThat;

import duet.AgentSelection;
import duet.OpenedAgents;
import duet.live.page.Viewer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a server knows that is started again. */
class MembersTest {

  @TempDir private Path data;

  @Test
  void leaders_and_participants_go_on_with_their_cookies() throws IOException {
    try (OpenedAgents agents = AgentSelection.embedded().open()) {
      int port;
      Optional<String> leader;
      Optional<String> carol;
      String oldLink;
      try (var served = Served.at(0, agents, data)) {
        port = served.url().getPort();
        leader = served.leader().cookie();
        carol = served.participant("Carol").cookie();
        oldLink = Served.pathOf(served.server.leaderLink());
      }
      assertThat(Files.readString(data.resolve("live.json")))
          .doesNotContain(value(leader), value(carol), oldLink.substring(8));
      assertThat(Files.getPosixFilePermissions(data.resolve("live.json")))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));

      try (var served = Served.at(port, agents, data)) {
        assertThat(served.onlooker().with(carol).get("/join").body()).contains("Carol");
        assertThat(served.onlooker().with(leader).post("/invite", Map.of("name", "Bob")).status())
            .isEqualTo(303);
        assertThat(served.onlooker().get(oldLink).status()).isEqualTo(403);
        assertThat(served.server.remarks()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"version\":\"2.0\"}",
        "{\"version\":\"1.0\",\"members\":[{}]}",
        "{\"version\":\"1.0\",\"members\":[{\"hash\":\"x\",\"role\":\"leader\"}]}",
        "{\"version\":\"1.0\",\"members\":[{\"hash\":\"HASH\",\"role\":\"onlooker\"}]}",
        "{\"version\":\"1.0\",\"members\":[{\"hash\":\"HASH\",\"role\":\"king\"}]}"
      })
  void a_damaged_file_counts_as_none_with_a_remark(String text) throws IOException {
    Files.writeString(data.resolve("live.json"), text.replace("HASH", "A".repeat(43)));

    var file = MembersFile.in(data);

    assertThat(file.members()).isEmpty();
    assertThat(file.remark().orElseThrow())
        .contains("live.json", "can't be read")
        .doesNotContain("duet.");
    new Access(Optional.of(file), new SecureRandom()).join("row");
    assertThat(MembersFile.in(data).members()).hasSize(1);
  }

  @Test
  void leaders_are_the_last_to_be_forgotten() {
    var access = new Access(Optional.of(MembersFile.in(data)), new SecureRandom());
    var first = access.join("first");
    var leader = access.redeem(access.token()).orElseThrow();
    for (int i = 1; i < Access.MOST_MEMBERS; i++) {
      access.join("row" + i);
    }

    assertThat(access.find(first)).isEmpty();
    assertThat(access.find(leader).map(Member::viewer)).contains(Viewer.LEADER);
    assertThat(MembersFile.in(data).members()).hasSize(Access.MOST_MEMBERS);
  }

  @Test
  void who_cannot_be_kept_is_a_member_all_the_same() throws IOException {
    var file = MembersFile.in(data.resolve("a file"));
    Files.writeString(data.resolve("a file"), "");
    var access = new Access(Optional.of(file), new SecureRandom());

    assertThat(access.find(access.join("row")).flatMap(Member::row)).contains("row");
  }

  private static String value(Optional<String> cookie) {
    var text = cookie.orElseThrow();
    return text.substring(text.indexOf('=') + 1);
  }
}
