package duet.credential;

import static org.assertj.core.api.Assertions.assertThat;

import duet.credential.InvalidCredentialException.Reason;
import duet.didcomm.Base64Url;
import duet.didcomm.Sha256;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrismDidTest {
  private static final SigningKey SECP = Keys.key(KeyCurve.SECP256K1);
  private static final SigningKey ED = Keys.key(KeyCurve.ED25519);
  private static final PrismKey MASTER = Keys.master(Keys.key(KeyCurve.SECP256K1));

  @Test
  void a_new_did_is_read_back_with_its_keys_in_a_cloud_agents_order() {
    var agreement =
        new PrismKey("agree-1", KeyPurpose.KEY_AGREEMENT, Keys.key(KeyCurve.X25519).publicKey());
    var service = new PrismService("s-1", "LinkedDomains", List.of("https://x.example"));

    var did =
        PrismDid.create(
            List.of(MASTER, agreement, Keys.issue(ED), Keys.auth(SECP)), List.of(service));

    var read = PrismDid.parse(did.did());
    assertThat(read).isEqualTo(did);
    assertThat(read.isLongForm()).isTrue();
    assertThat(read.keys()).containsExactly(Keys.auth(SECP), agreement, Keys.issue(ED), MASTER);
    assertThat(read.keys(KeyPurpose.ISSUING)).containsExactly(Keys.issue(ED));
    assertThat(read.key("auth-1")).contains(Keys.auth(SECP));
    assertThat(read.services()).containsExactly(service);
  }

  @Test
  void the_short_form_has_no_keys_and_is_the_same_did() {
    var did = Keys.did(Keys.auth(ED));

    var shortForm = PrismDid.parse(did.canonical());

    assertThat(shortForm.isLongForm()).isFalse();
    assertThat(shortForm.keys()).isEmpty();
    assertThat(PrismDid.same(did.did(), shortForm.did())).isTrue();
    assertThat(PrismDid.same(did.did(), Keys.did(Keys.auth(ED)).did())).isFalse();
    assertThat(PrismDid.same("did:key:z6", "did:key:z6")).isTrue();
    assertThat(PrismDid.same("did:key:z6", did.did())).isFalse();
  }

  @Test
  void a_hash_that_does_not_fit_is_refused() {
    var did = Keys.did(Keys.auth(SECP)).did();
    var other = Keys.did(Keys.auth(SECP)).canonical();

    refused(other + did.substring(other.length()), Reason.HASH_MISMATCH);
  }

  @Test
  void a_did_without_a_master_key_is_refused() {
    refused(operation(Keys.auth(SECP)), Reason.NO_MASTER_KEY);
    refused(operation(), Reason.NO_MASTER_KEY);
  }

  @Test
  void a_master_key_on_another_curve_is_refused() {
    // usage 4, authentication, becomes 1
    var master =
        hex(operation(MASTER, Keys.auth(ED)))
            .replace("0a06617574682d311004", "0a06617574682d311001");

    refused(did(HexFormat.of().parseHex(master)), Reason.WRONG_CURVE);
  }

  @Test
  void a_key_on_an_unknown_curve_is_refused() {
    var renamed =
        hex(operation(MASTER, Keys.auth(ED)))
            .replace(HexFormat.of().formatHex("Ed25519".getBytes()), "45643434383030");
    refused(did(HexFormat.of().parseHex(renamed)), Reason.WRONG_CURVE);
  }

  @Test
  void a_key_id_that_is_not_utf_8_is_refused() {
    var damaged =
        hex(operation(MASTER, Keys.auth(ED))).replace("0a06617574682d31", "0a06ff7574682d31");

    refused(did(HexFormat.of().parseHex(damaged)), Reason.MALFORMED);
  }

  @Test
  void two_keys_with_one_id_are_refused() {
    refused(operation(MASTER, Keys.auth(SECP), Keys.auth(ED)), Reason.DUPLICATE_KEY_ID);
  }

  @Test
  void a_did_beyond_16_kib_is_refused_before_it_is_decoded() {
    var did = Keys.did(Keys.auth(SECP)).canonical() + ":" + "A".repeat(PrismDid.MAX_LENGTH);

    refused(did, Reason.TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "did:prism:",
        "did:key:z6MkrRukShw3D7UgztCP1AfNVUHt8yAktv3Vy87Jdai2r87e",
        "did:prism:54eac5183d9fd13b750f1bd87d4aea03c2e3a10cf36a74c99413bb1ec1d936f",
        "did:prism:54EAC5183d9fd13b750f1bd87d4aea03c2e3a10cf36a74c99413bb1ec1d936fe",
        "did:prism:54eac5183d9fd13b750f1bd87d4aea03c2e3a10cf36a74c99413bb1ec1d936fe:",
        "did:prism:54eac5183d9fd13b750f1bd87d4aea03c2e3a10cf36a74c99413bb1ec1d936fe:AA==",
        "did:prism:54eac5183d9fd13b750f1bd87d4aea03c2e3a10cf36a74c99413bb1ec1d936fe:AB",
        "did:prism:54eac5183d9fd13b750f1bd87d4aea03c2e3a10cf36a74c99413bb1ec1d936fe:AA:AA",
        "did:prism:54eac5183d9fd13b750f1bd87d4aea03c2e3a10cf36a74c99413bb1ec1d936fe\n"
      })
  void what_is_not_a_did_prism_is_refused(String text) {
    refused(text, Reason.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0a00", "0a020a00ff", "0aff", "1200", "0a020a000a020a00"})
  void bytes_that_create_no_did_are_refused(String operation) {
    refused(did(HexFormat.of().parseHex(operation)), Reason.MALFORMED);
  }

  /** Not by {@link PrismDid#create}, which would refuse these keys itself. */
  private static String operation(PrismKey... keys) {
    return did(new PrismOperation(List.of(keys), List.of()).encode());
  }

  private static String did(byte[] bytes) {
    var hash = HexFormat.of().formatHex(Sha256.of(bytes));
    return "did:prism:" + hash + ":" + Base64Url.encode(bytes);
  }

  private static String hex(String did) {
    var bytes = Base64Url.decode("did", did.substring(did.lastIndexOf(':') + 1));
    return HexFormat.of().formatHex(bytes);
  }

  private static void refused(String did, Reason reason) {
    Refusal.assertRefused(reason, () -> PrismDid.parse(did));
  }
}
