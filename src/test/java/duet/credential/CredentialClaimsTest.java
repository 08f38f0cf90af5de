package duet.credential;

import static duet.credential.Credentials.ISSUER;
import static duet.credential.Credentials.NOW;
import static duet.credential.Credentials.STATUS;
import static duet.credential.Credentials.claims;
import static duet.credential.Credentials.forged;
import static duet.credential.Credentials.payload;
import static duet.credential.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import duet.credential.InvalidCredentialException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the claims of a credential's JWT may look like, and what not. */
class CredentialClaimsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"iss\":\"X\",\"vc\":{\"credentialSubject\":{}}",
        "\"sub\":\"X\",\"vc\":{\"credentialSubject\":{}}",
        "\"iss\":\"X\",\"sub\":\"X\"",
        "\"iss\":\"X\",\"sub\":\"X\",\"vc\":{}",
        "\"iss\":\"X\",\"sub\":\"X\",\"vc\":{\"credentialSubject\":[]}",
        "\"iss\":\"X\",\"sub\":\"X\",\"vc\":{\"credentialSubject\":{\"id\":\"Y\"}}",
        "\"iss\":\"X\",\"sub\":\"X\",\"nbf\":\"1\",\"vc\":{\"credentialSubject\":{}}",
        "\"iss\":\"X\",\"sub\":\"X\",\"exp\":1e999,\"vc\":{\"credentialSubject\":{}}",
        "\"iss\":\"X\",\"sub\":\"X\",\"exp\":31556889864403200,\"vc\":{\"credentialSubject\":{}}",
        "\"iss\":\"X\",\"sub\":\"X\",\"exp\":99999999999999999999,\"vc\":{\"credentialSubject\":{}}",
        "\"iss\":\"X\",\"iss\":\"Y\",\"sub\":\"X\",\"vc\":{\"credentialSubject\":{}}",
        "\"iss\":\"X\",\"sub\":\"X\",\"vc\":{\"credentialSubject\":{},\"issuer\":7}",
        "\"iss\":\"X\",\"sub\":\"X\",\"vc\":{\"credentialSubject\":{},\"credentialSchema\":[1]}",
        "\"iss\":\"X\",\"sub\":\"X\",\"vc\":{\"credentialSubject\":{},\"credentialStatus\":{}}",
        "\"iss\":\"X\",\"sub\":\"X\",\"vc\":{\"credentialSubject\":{},\"credentialStatus\":{"
            + "\"type\":\"StatusList2021Entry\",\"statusPurpose\":\"Revocation\","
            + "\"statusListIndex\":-1,\"statusListCredential\":\"http://x.example/1\"}}",
        "\"iss\":\"X\",\"sub\":\"X\",\"vc\":{\"credentialSubject\":{},\"credentialStatus\":{"
            + "\"type\":\"StatusList2021Entry\",\"statusPurpose\":\"Revocation\","
            + "\"statusListIndex\":1,\"statusListCredential\":\"x\"}}",
      })
  void claims_that_make_no_credential_are_refused(String claims) {
    assertRefused(Reason.MALFORMED, () -> forged("{" + claims + "}"));
  }

  @Test
  void status_and_schema_may_be_objects_or_arrays_and_the_index_a_text() {
    var status = STATUS.toJson();
    var text =
        payload()
            .replace(status.toString(), "[" + status.put("statusListIndex", "7") + "]")
            .replace("[{\"id\":\"http://x.example/schema", "{\"id\":\"http://x.example/schema")
            .replace("2022\"}]", "2022\"}")
            .replace(
                "{\"id\":\"" + ISSUER.did() + "\",\"type\":\"Profile\"}",
                "\"" + ISSUER.did() + "\"");

    var jwt = forged(text);

    assertThat(jwt.statuses()).containsExactly(STATUS);
    assertThat(jwt.schemaIds()).containsExactly("http://x.example/schema");
    assertThat(jwt.issuerId()).isEqualTo(ISSUER.did());
    jwt.verify(ISSUER);
  }

  @Test
  void fractions_of_a_second_are_cut_off() {
    var jwt = forged(payload().replace("1795777672", "1795777672.9"));

    assertThat(jwt.expires()).contains(NOW.plusSeconds(60));
  }
}
