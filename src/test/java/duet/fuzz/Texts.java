package duet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import duet.didcomm.Invitation;
import duet.didcomm.KeyPair;
import duet.didcomm.PeerDid;
import duet.didcomm.PeerDid.Curve;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Valid texts that inputs are made from, and what holds of every refusal. */
final class Texts {

  /** Nobody listens there, and where messages stay unsent nobody is asked to. */
  static final URI SERVICE = URI.create("http://127.0.0.1:9/didcomm");

  static final KeyPair KEY = KeyPair.generate(Curve.X25519, new SecureRandom());
  static final PeerDid DID =
      PeerDid.create(KEY, KeyPair.generate(Curve.ED25519, new SecureRandom()), SERVICE);
  static final Invitation INVITATION =
      Invitation.create(
          "0c535514-f61d-4899-a42b-266f0d42c16a",
          DID.did(),
          Optional.of("issue-vc"),
          Optional.of("To fuzz"));

  private static final String SERVICES =
      DID.did().substring(0, DID.did().indexOf(".S") + 2); // all but the service's value

  private Texts() {}

  /** Peer DIDs of every form, whole or damaged, also inside of the service. */
  static Arbitrary<String> dids() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, Edit.of(DID.did())),
        Tuple.of(
            3,
            Edit.ofAny(
                    List.of(
                        "{\"t\":\"dm\",\"s\":{\"uri\":\"" + SERVICE + "\",\"r\":[],\"a\":[]}}",
                        "{\"t\":\"dm\",\"s\":\"" + SERVICE + "\",\"r\":[],\"a\":[\"didcomm/v2\"]}",
                        "[{\"t\":\"dm\",\"s\":{\"uri\":\"" + SERVICE + "\"}},{\"t\":\"x\"}]",
                        "{\"type\":\"DIDCommMessaging\",\"serviceEndpoint\":[{\"uri\":\"x:y\"}]}"))
                .map(json -> SERVICES + base64(json))),
        Tuple.of(
            1,
            Combinators.combine(
                    Arbitraries.of("A", "D", "E", "I", "S", "V", "", "X"),
                    Arbitraries.strings().ofMaxLength(60))
                .as(String::concat)
                .list()
                .ofMaxSize(6)
                .map(elements -> "did:peer:2." + String.join(".", elements))),
        Tuple.of(1, Arbitraries.strings().ofMaxLength(200)));
  }

  static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A refusal is one printable line of a size that fits a log, whatever was refused. */
  static void assertReadable(RuntimeException refusal) {
    assertThat(refusal.getMessage()).hasSizeLessThan(600).matches("(invalid|unknown|can't) .+");
    assertThat(refusal.getMessage().codePoints()).noneMatch(Character::isISOControl);
  }
}
