package duet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duet.exchange.Side;
import duet.fixture.Bodies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a session keeps of credentials and proofs, and how older files are read. */
class SessionCredentialsTest {

  private static final String THREAD = Bodies.THREAD;
  private static final KeptRecord ISSUED = new KeptRecord("of-the-issuer", "OfferSent");
  private static final KeptRecord HELD = new KeptRecord("of-the-holder", "OfferReceived");

  @TempDir private Path directory;

  @Test
  void a_credential_and_a_proof_are_kept_through_their_lives() throws IOException {
    var credential = SessionCredential.begin(THREAD, ISSUED);
    var proof = SessionProof.begin("another", ISSUED, List.of("of-the-holder"));
    var session = kept(session().with(credential));
    session = kept(session.with(proof));

    session = kept(session.with(credential.seen(Optional.empty(), Optional.of(HELD))));
    session = kept(session.with(credential.revoked()));
    session = kept(session.with(proof.seen(Optional.of(HELD), Optional.of(ISSUED))));

    assertThat(session.credentials()).hasSize(1);
    assertThat(session.credentials().get(0).revokedAt()).isPresent();
    assertThat(session.proofs())
        .containsExactly(proof.seen(Optional.of(HELD), Optional.of(ISSUED)));
    assertThat(session.proofs().get(0).credentialIds()).containsExactly("of-the-holder");
  }

  @Test
  void what_is_not_seen_stays_as_it_was() {
    var both = SessionCredential.begin(THREAD, ISSUED).seen(Optional.empty(), Optional.of(HELD));

    assertThat(both.seen(Optional.empty(), Optional.empty())).isEqualTo(both);
    var revoked = both.revoked();
    assertThat(revoked.revoked()).isEqualTo(revoked);
  }

  @Test
  void a_file_of_version_1_0_is_read_and_written_as_1_1() throws IOException {
    var json = older(session().json());
    Schema.requireValid(json);

    var read = read(json);

    assertThat(read.credentials()).isEmpty();
    assertThat(read.proofs()).isEmpty();
    assertThat(read.thid()).isEqualTo(THREAD);
    assertThat(read.json()).contains("\"version\" : \"1.1\"", "\"credentials\" : [ ]");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`\"credentials\" : [ {`, `\"credentials\" : [ null, {`, credentials",
        "`\"credentials\" : [ {`, `\"credentials\" : [ 5, {`, credentials",
        "`\"record_id\" : \"of-the-issuer\"`, `\"record_id\" : 5`, credentials.issuer.record_id",
        "`\"record_id\" : \"of-the-issuer\"`, `\"x\" : 5`, credentials.issuer.record_id",
        "`\"proofs\" : [ ]`, `\"proofs\" : null`, proofs",
        "`\"proofs\" : [ ]`, `\"proofs\" : {}`, proofs",
      })
  void a_damaged_one_is_refused_with_its_field(String is, String instead, String field) {
    var json = session().with(SessionCredential.begin(THREAD, ISSUED)).json();
    assertThat(json).contains(is);

    assertThatThrownBy(() -> read(json.replace(is, instead)))
        .isInstanceOf(SessionException.class)
        .hasMessageContaining("damaged")
        .hasMessageContaining("its field " + field + " ");
  }

  private Session kept(Session session) throws IOException {
    Schema.requireValid(session.json());
    assertThat(read(session.json()).json()).isEqualTo(session.json());
    return session;
  }

  private Session read(String json) throws IOException {
    Files.writeString(SessionFile.path(directory, "bob"), json);
    return SessionFile.find(directory, "bob").orElseThrow();
  }

  /** As an earlier Duet wrote it. */
  private static String older(String json) {
    return json.replace("\"1.1\"", "\"1.0\"")
        .replaceAll("(?s),\\s*\"credentials\" : \\[ ],\\s*\"proofs\" : \\[ ]", "");
  }

  private static Session session() {
    var made = SessionStateTest.connection("InvitationGenerated");
    var side =
        new SessionSide(
            made.id(),
            "http://127.0.0.1:1",
            true,
            made.reportedState(),
            Optional.empty(),
            Optional.empty(),
            false);
    var session = Session.begin("bob", side, made, "offer", false);
    assertThat(session.side(Side.INVITER)).contains(side);
    return session;
  }
}
