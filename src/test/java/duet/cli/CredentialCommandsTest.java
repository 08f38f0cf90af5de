package duet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duet.embedded.EmbeddedAgent;
import duet.session.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code issue}, {@code present} and {@code revoke}, on embedded agents. */
class CredentialCommandsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;

  private final Terminal terminal = new Terminal();

  @Test
  void present_alone_tells_three_stories() {
    var told = Terminal.duet("present");

    assertThat(told.exitCode()).as(told.err()).isZero();
    assertThat(told.err()).isEmpty();
    assertThat(told.out())
        .containsSubsequence(
            "Agents embedded, for this command only",
            "Handshake   inviter                      invitee\n",
            "ConnectionResponseSent       ConnectionResponseReceived\n",
            "Connected after ",
            "Credential  issuer                       holder\n",
            "CredentialSent               CredentialReceived\n",
            "  claim       name = Alice\n",
            "  expires     never\n",
            "Issued after ",
            "Proof       verifier                       prover\n",
            "PresentationVerified           PresentationSent\n",
            "  for         https://verifier.example\n",
            "Verified after ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "secp256k1"})
  void two_agents_with_either_kind_of_key_are_told_in_one_document(String key) {
    try (var inviter = EmbeddedAgent.builder().apiKey("secret-one").start();
        var invitee = EmbeddedAgent.builder().start()) {
      var told =
          new Terminal()
              .with("INVITER_URL", inviter.url().toString())
              .with("INVITER_APIKEY", "secret-one")
              .with("INVITEE_URL", invitee.url().toString())
              .run("present", "--key", key, "--json");

      assertThat(told.exitCode()).as(told.err()).isZero();
      var document = told.document();
      assertThat(document.at("/before/0/outcome").asText()).isEqualTo("connected");
      assertThat(document.at("/before/1/outcome").asText()).isEqualTo("issued");
      assertThat(document.at("/outcome").asText()).isEqualTo("verified");
      assertThat(document.at("/before/1/holder/state").asText()).isEqualTo("CredentialReceived");
      assertThat(document.at("/verifier/state").asText()).isEqualTo("PresentationVerified");
      var presented = document.at("/decoded/credentials/0");
      assertThat(presented.at("/claims/name").asText()).isEqualTo("Alice");
      assertThat(header(document.at("/before/1/holder/jwt")).path("alg").asText())
          .isEqualTo(key.equals("ed25519") ? "EdDSA" : "ES256K");
      assertThat(told.out()).doesNotContain("secret-one");
    }
  }

  @Test
  void a_credential_of_a_session_is_presented_until_it_is_revoked() throws Exception {
    run(0, "connect", "bob");
    run(0, "issue", "bob", "--claim", "name=Bob", "--claim", "age:=30", "--validity", "24h");
    assertThat(run(0, "present", "bob", "--challenge", "c-1", "--domain", "me").out())
        .contains("  for         me\n", "  challenge   c-1\n", "    claim       age = 30\n");

    var revoked = run(0, "revoke", "bob", "--json").document();
    var refused = run(4, "present", "bob");

    assertThat(revoked.at("/outcome").asText()).isEqualTo("revoked");
    assertThat(revoked.at("/effective").asBoolean()).isTrue();
    assertThat(refused.err()).contains("credential 1 is revoked");
    var session = session("bob");
    assertThat(session.at("/credentials/0/holder/state").asText()).isEqualTo("CredentialReceived");
    assertThat(session.at("/credentials/0/revoked_at").asText()).isNotEmpty();
    assertThat(session.at("/proofs/0/verifier/state").asText()).isEqualTo("PresentationVerified");
    assertThat(session.at("/proofs/1/verifier/state").asText())
        .isEqualTo("PresentationVerificationFailed");
    assertThat(session.at("/proofs/1/credential_ids/0"))
        .isEqualTo(session.at("/credentials/0/holder/record_id"));
    assertThat(run(0, "show", "bob").out())
        .containsSubsequence("Credential\n", "claim       age = 30", "revoked     yes", "Proof\n");
    assertThat(run(0, "list").out()).containsPattern("CredentialSent .* bob\n");
  }

  @Test
  void the_last_of_two_credentials_is_presented() {
    run(0, "connect", "bob");
    run(0, "issue", "bob");
    run(0, "issue", "bob", "--claim", "name=Last");

    assertThat(run(0, "present", "bob").out()).contains("name = Last").doesNotContain("Alice");
  }

  @Test
  void issuers_and_schemas_are_compared_with_what_is_asked_for() throws Exception {
    run(0, "connect", "bob");
    var issuer = run(0, "issue", "bob", "--json").document().at("/decoded/issuer").asText();
    var another = run(0, "present", "--json").document();
    var other = another.at("/decoded/credentials/0/issuer").asText();

    run(0, "present", "bob", "--trust", issuer);
    run(0, "present", "bob", "--trust", other, "--trust", issuer);
    assertThat(run(4, "present", "bob", "--trust", other).err()).contains("issuer");
    assertThat(run(4, "present", "bob", "--schema", "https://a.example/schema").err())
        .contains("schema");
    run(0, "present", "bob");
  }

  @Test
  void a_schema_in_a_file_becomes_part_of_the_credential() throws Exception {
    var schema = directory.resolve("schema.json");
    Files.writeString(schema, "{\"type\":\"object\",\"required\":[\"age\"]}");

    var fits =
        Terminal.duet("issue", "--schema", schema.toString(), "--claim", "age:=30", "--json");
    var lacks = Terminal.duet("issue", "--schema", schema.toString(), "--json");

    assertThat(fits.document().at("/decoded/schemas/0").asText())
        .startsWith("data:application/json;base64,");
    assertThat(lacks.exitCode()).isEqualTo(3);
    assertThat(lacks.err()).contains("age");
    assertThat(lacks.document().has("issuer")).isFalse();
  }

  @Test
  void by_hand_the_issuer_waits_for_the_call() {
    var states = Terminal.duet("issue", "--by-hand", "--json").document().at("/timeline");

    assertThat(states.findValuesAsText("state")).contains("RequestReceived", "CredentialSent");
  }

  @Test
  void a_report_has_all_stories() throws Exception {
    var page = directory.resolve("all.html");
    var told = Terminal.duet("present", "--report", page.toString());

    assertThat(told.out()).containsOnlyOnce("Report  " + page);
    assertThat(Files.readString(page))
        .containsSubsequence(
            "Verified after", "Handshake: connected", "Issuance: issued", "Presentation: verified")
        .contains("<svg");
  }

  @Test
  void what_is_not_connected_is_offered_nothing() throws Exception {
    run(5, "connect", "bob", "--via", "link", "--timeout", "300ms", "--expires", "1h");
    for (String command : new String[] {"issue", "present"}) {
      assertThat(run(2, command, "bob").errLines())
          .containsExactly(
              "duet: bob is not connected (Unfulfilled): 'duet connect bob' connects again.");
      assertThat(run(2, command, "carol").err()).contains("No such session", "carol");
    }
    assertThat(run(2, "revoke", "bob").err()).contains("bob has no credential to revoke");
    assertThat(session("bob").at("/credentials")).isEmpty();
    assertThat(run(0, "list", "--json").document().at("/credentials/inviter")).isEmpty();
  }

  @Test
  void what_there_is_no_credential_for_is_not_asked_for() throws Exception {
    run(0, "connect", "bob");

    assertThat(run(2, "present", "bob").errLines())
        .containsExactly("duet: bob has no credential to present: 'duet issue bob' issues one.");
    assertThat(session("bob").at("/proofs")).isEmpty();
  }

  private Terminal run(int exitCode, String... args) {
    var run = terminal.again().run(args);
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(exitCode);
    if (Files.isDirectory(terminal.data())) {
      Schema.requireAllValid(terminal.data());
    }
    return run;
  }

  private JsonNode session(String name) throws IOException {
    var file = terminal.data().resolve(name + "-connection.json");
    return JSON.readTree(file.toFile()).get("data");
  }

  private static JsonNode header(JsonNode jwt) {
    try {
      return JSON.readTree(java.util.Base64.getUrlDecoder().decode(jwt.asText().split("\\.")[0]));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
