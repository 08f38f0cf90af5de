package duet.credential;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.credential.CredentialJwt.Content;
import duet.didcomm.Base64Url;
import duet.didcomm.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A credential to test with, its parts, and others that its issuer's key signs. */
final class Credentials {
  static final Instant NOW = Instant.ofEpochSecond(1_795_777_612);
  static final StatusEntry STATUS =
      new StatusEntry(URI.create("http://x.example/credential-status/1"), 7, "Revocation");
  static final SigningKey KEY = Keys.key(KeyCurve.ED25519);
  static final PrismDid ISSUER = Keys.did(Keys.issue(KEY));
  static final String HOLDER = Keys.did(Keys.auth(KEY)).did();

  private Credentials() {}

  static ObjectNode claims() {
    return JsonObject.create().put("name", "Alice").put("age", 30);
  }

  static Content content(String issuer) {
    return content(issuer, claims());
  }

  static Content content(String issuer, ObjectNode claims) {
    return new Content(
        issuer,
        HOLDER,
        NOW,
        Optional.of(NOW.plusSeconds(60)),
        List.of("http://x.example/schema"),
        claims,
        Optional.of(STATUS));
  }

  static String signed(Content content) {
    return CredentialJwt.sign(content, KEY, Optional.of("issue-1"));
  }

  static String sign(ObjectNode claims) {
    return signed(content(ISSUER.did(), claims));
  }

  static String payload() {
    return json(signed(content(ISSUER.did())).split("\\.")[1]);
  }

  static CredentialJwt forged(String payload) {
    var body =
        Base64Url.encode("{\"alg\":\"EdDSA\"}".getBytes(UTF_8))
            + "."
            + Base64Url.encode(payload.getBytes(UTF_8));
    return CredentialJwt.parse(body + "." + Base64Url.encode(KEY.sign(body.getBytes(UTF_8))));
  }

  static String json(String base64) {
    return new String(Base64Url.decode("part", base64), UTF_8);
  }
}
