package duet.embedded.protocol;

import static duet.embedded.protocol.PresentationSamples.ASKED;
import static duet.embedded.protocol.PresentationSamples.HOLDER;
import static duet.embedded.protocol.PresentationSamples.ISSUER;
import static duet.embedded.protocol.PresentationSamples.NOW;
import static duet.embedded.protocol.PresentationSamples.content;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import duet.didcomm.Base64Url;
import duet.embedded.protocol.VerificationFailure.Rule;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no verifier looks at any further. */
class PresentationDecodingTest {
  private static final String CREDENTIAL = ISSUER.issues(content(ISSUER, HOLDER));
  private static final String PRESENTATION = HOLDER.presents(CREDENTIAL);

  @ParameterizedTest
  @ValueSource(strings = {"none", "HS256", "ES256"})
  void another_algorithm_is_refused_outside_and_inside(String alg) {
    assertDecoding(unsigned(alg, PRESENTATION), "invalid presentation header.alg: \"" + alg);
    assertDecoding(
        HOLDER.presents(unsigned(alg, CREDENTIAL)),
        "credential 1: invalid credential header.alg: \"" + alg);
  }

  @Test
  void hs256_with_the_public_key_is_refused() throws Exception {
    var payload = new Payload(json(CREDENTIAL.split("\\.")[1]));
    var jws = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), payload);
    jws.sign(new MACSigner(Base64Url.decode("key", ISSUER.issuing().publicKey().encoded())));

    assertDecoding(HOLDER.presents(jws.serialize()), "\"HS256\" (must be ES256K or EdDSA)");
  }

  @Test
  void a_jwt_of_a_megabyte_is_refused_outside_and_inside() {
    assertDecoding("A".repeat(1 << 20), "1048576 characters long (must be at most 262144)");
    assertDecoding(HOLDER.presents("A".repeat(100_000)), "(must be at most 65536)");
  }

  @Test
  void what_is_not_a_credential_is_refused() {
    assertDecoding(HOLDER.presents(CREDENTIAL, "x"), "credential 2: invalid credential: \"x\"");
    assertDecoding(HOLDER.presents(PRESENTATION), "credential 1: invalid credential.vc: missing");
    assertDecoding(CREDENTIAL, "invalid presentation.vp: missing");
  }

  private static void assertDecoding(String jwt, String text) {
    var checked = PresentationCheck.check(jwt, ASKED, VerificationRules.DEFAULT, Map.of(), NOW);

    assertThat(checked.credentials()).isEmpty();
    assertThat(checked.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.rule()).isEqualTo(Rule.DECODED);
              assertThat(failure.text()).contains(text).hasSizeLessThan(400);
            });
  }

  private static String unsigned(String alg, String jwt) {
    var header = Base64Url.encode(("{\"alg\":\"" + alg + "\"}").getBytes(UTF_8));
    return header + "." + jwt.split("\\.")[1] + ".";
  }

  private static String json(String base64) {
    return new String(Base64Url.decode("part", base64), UTF_8);
  }
}
