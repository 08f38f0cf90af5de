package duet.credential;

import static duet.credential.Refusal.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import duet.credential.InvalidCredentialException.Reason;
import duet.didcomm.Base64Url;
import duet.didcomm.Shared;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JWTs as true agents and wallets sign them, and the same tampered with. */
class VectorJwtsTest {
  private static final String VECTORS = "credentials/vectors";

  @ParameterizedTest
  @ValueSource(strings = {"vc-agent-secp256k1.json", "vc-agent-Ed25519.json"})
  void an_agents_credential_verifies_and_a_tampered_one_does_not(String file) {
    var vector = Shared.json(VECTORS, file);
    var jwt = CredentialJwt.parse(vector.path("jwt").textValue());
    var payload = vector.path("payload");
    var issuer = PrismDid.parse(jwt.issuer());

    jwt.verify(issuer);

    assertThat(jwt.subject()).isEqualTo(payload.path("sub").textValue());
    assertThat(jwt.notBefore()).contains(Instant.ofEpochSecond(payload.path("nbf").longValue()));
    assertThat(jwt.expires()).contains(Instant.ofEpochSecond(payload.path("exp").longValue()));
    assertThat(jwt.claims()).hasToString("{\"name\":\"Alice Wonder\",\"level\":3}");
    assertThat(jwt.status().orElseThrow().index()).isEqualTo(1);
    assertThat(jwt.schemaIds()).hasSize(1);
    var tampered = CredentialJwt.parse(vector.path("tampered").path("jwt").textValue());
    assertRefused(Reason.SIGNATURE, () -> tampered.verify(issuer));
  }

  /** It is signed with an authentication key: its signature holds, and counts for nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"vc-sdk-es256k.json", "vc-sdk-eddsa.json"})
  void a_wallets_credential_is_decoded_and_refused_for_its_key(String file) {
    var vector = Shared.json(VECTORS, file);
    var text = vector.path("jwt").textValue();
    var jwt = CredentialJwt.parse(text);
    var issuer = PrismDid.parse(vector.path("issuerLongForm").textValue());

    Jws.parse("x", text, CredentialJwt.MAX_LENGTH).verify(issuer, KeyPurpose.AUTHENTICATION);
    assertRefused(Reason.NO_KEY_FOR_PURPOSE, () -> jwt.verify(issuer));
    assertThat(jwt.status()).isEmpty();
    assertThat(jwt.issuerId()).isEqualTo(issuer.did());
    var tampered = vector.path("tampered").path("jwt").textValue();
    assertRefused(
        Reason.SIGNATURE,
        () ->
            Jws.parse("x", tampered, CredentialJwt.MAX_LENGTH)
                .verify(issuer, KeyPurpose.AUTHENTICATION));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vp-sdk-es256k.json", "vp-sdk-eddsa.json", "request-sdk-es256k.json"})
  void a_wallets_presentation_verifies_and_a_tampered_one_does_not(String file) {
    var vector = Shared.json(VECTORS, file);
    var jwt = PresentationJwt.parse(vector.path("jwt").textValue());
    var holder = PrismDid.parse(jwt.issuer());

    jwt.verify(holder);

    assertThat(jwt.nonce()).contains(vector.path("payload").path("nonce").textValue());
    assertThat(jwt.audience()).hasSize(1);
    assertThat(jwt.credentials()).hasSize(file.startsWith("vp") ? 1 : 0);
    jwt.credentials().forEach(CredentialJwt::parse);
    var tampered = PresentationJwt.parse(vector.path("tampered").path("jwt").textValue());
    assertRefused(Reason.SIGNATURE, () -> tampered.verify(holder));
  }

  @Test
  void a_true_agents_presentation_verifies() {
    var jwt =
        PresentationJwt.parse(
            Shared.json("credentials/agent", "presentation-decoded.json").path("jwt").textValue());

    jwt.verify(PrismDid.parse(jwt.issuer()));

    assertThat(jwt.credentials()).hasSize(1);
  }

  @Test
  void a_true_agents_credential_names_its_issuer_in_short_form() {
    var jwt =
        CredentialJwt.parse(
            Shared.json("credentials/agent", "credential-decoded.json").path("jwt").textValue());

    assertThat(jwt.claims()).hasToString("{\"name\":\"Alice\",\"age\":30}");
    assertThat(jwt.status().orElseThrow().index()).isEqualTo(4);
    // Signed with a key of the long form, which stands elsewhere in the same run.
    jwt.verify(longForm(jwt.issuer()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sdk-connectionless-offer.json",
        "sdk-connectionless-proof.json",
        "sdk-issue-and-present.json",
        "wallet-agent-connectionless-offer.json",
        "wallet-agent-connectionless-proof.json",
        "wallet-agent-issue-and-present.json",
        "wallet-agent-proof-failed.json"
      })
  void recorded_jwts_are_decoded(String file) {
    var messages = Shared.json("credentials/recorded", file).path("messages");
    int decoded = 0;
    for (JsonNode message : messages) {
      var plaintext = message.path("plaintext");
      for (JsonNode base64 : plaintext.path("attachments").findValues("base64")) {
        var jwt = new String(Base64Url.decodeLeniently("attachment", base64.textValue()), UTF_8);
        if (plaintext.path("type").textValue().endsWith("issue-credential")) {
          CredentialJwt.parse(jwt);
        } else {
          var presentation = PresentationJwt.parse(jwt);
          presentation.verify(PrismDid.parse(presentation.issuer()));
          presentation.credentials().forEach(CredentialJwt::parse);
        }
        decoded++;
      }
    }
    assertThat(decoded).isPositive();
  }

  private static PrismDid longForm(String canonical) {
    var text = Shared.text("credentials/agent/http", "01-did-create-ed25519.txt");
    var did = text.substring(text.indexOf(canonical));
    return PrismDid.parse(did.substring(0, did.indexOf('"')));
  }
}
