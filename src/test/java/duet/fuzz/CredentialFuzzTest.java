package duet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import duet.credential.CredentialJwt;
import duet.credential.InvalidCredentialException;
import duet.credential.KeyCurve;
import duet.credential.KeyPurpose;
import duet.credential.PresentationJwt;
import duet.credential.PrismDid;
import duet.credential.PrismKey;
import duet.credential.PrismService;
import duet.credential.SigningKey;
import duet.credential.StatusEntry;
import duet.credential.StatusList;
import duet.didcomm.Base64Url;
import duet.didcomm.Sha256;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.StatisticsReport;

class CredentialFuzzTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final SigningKey SECP256K1 = SigningKey.generate(KeyCurve.SECP256K1, RANDOM);
  private static final SigningKey ED25519 = SigningKey.generate(KeyCurve.ED25519, RANDOM);
  private static final PrismDid DID =
      PrismDid.create(
          List.of(
              new PrismKey("auth-1", KeyPurpose.AUTHENTICATION, SECP256K1.publicKey()),
              new PrismKey("issue-1", KeyPurpose.ISSUING, ED25519.publicKey()),
              new PrismKey("master0", KeyPurpose.MASTER, SECP256K1.publicKey())),
          List.of(new PrismService("s-1", "LinkedDomains", List.of("https://x.example"))));
  private static final String CREDENTIAL =
      CredentialJwt.sign(
          new CredentialJwt.Content(
              DID.did(),
              DID.did(),
              Instant.EPOCH,
              Optional.of(Instant.EPOCH),
              List.of("https://x.example/schema"),
              JsonNodeFactory.instance.objectNode().put("name", "Alice").put("level", 3),
              Optional.of(new StatusEntry(URI.create("https://x.example/1"), 3, "Revocation"))),
          ED25519,
          Optional.of("issue-1"));
  private static final String PRESENTATION =
      PresentationJwt.sign(
          new PresentationJwt.Content(
              DID.did(), "domain", Optional.of("challenge"), List.of(CREDENTIAL)),
          SECP256K1,
          Optional.empty());
  private static final List<String> LISTS = List.of(list(ED25519), list(SECP256K1));

  @Property
  @StatisticsReport(onFailureOnly = true)
  void any_text_is_a_did_prism_that_goes_round_or_is_refused(@ForAll("dids") String text) {
    PrismDid did;
    try {
      did = PrismDid.parse(text);
    } catch (InvalidCredentialException e) {
      refused(e);
      return;
    }
    Taken.yes();
    assertThat(did.did()).isEqualTo(text);
    assertThat(PrismDid.same(text, did.canonical())).isTrue();
    if (did.isLongForm()) {
      assertThat(PrismDid.create(did.keys(), did.services()).keys())
          .containsExactlyInAnyOrderElementsOf(did.keys());
      assertThat(did.keys(KeyPurpose.MASTER)).isNotEmpty();
    }
  }

  @Property
  @StatisticsReport(onFailureOnly = true)
  void any_text_is_a_credential_or_is_refused_and_only_the_signed_one_verifies(
      @ForAll("credentials") String text) {
    CredentialJwt jwt;
    try {
      jwt = CredentialJwt.parse(text);
    } catch (InvalidCredentialException e) {
      refused(e);
      return;
    }
    Taken.yes();
    assertThat(jwt.text()).isEqualTo(text);
    if (verifies(() -> jwt.verify(DID))) {
      assertThat(jwt.claims()).isEqualTo(CredentialJwt.parse(CREDENTIAL).claims());
    }
  }

  @Property
  @StatisticsReport(onFailureOnly = true)
  void any_text_is_a_presentation_or_is_refused_and_only_the_signed_one_verifies(
      @ForAll("presentations") String text) {
    PresentationJwt jwt;
    try {
      jwt = PresentationJwt.parse(text);
    } catch (InvalidCredentialException e) {
      refused(e);
      return;
    }
    Taken.yes();
    assertThat(jwt.text()).isEqualTo(text);
    if (verifies(() -> jwt.verify(DID))) {
      assertThat(jwt.credentials()).containsExactly(CREDENTIAL);
    }
  }

  @Property
  @StatisticsReport(onFailureOnly = true)
  void any_text_is_a_status_list_or_is_refused_and_only_the_signed_one_verifies(
      @ForAll("lists") String text) {
    StatusList list;
    try {
      list = StatusList.parse(text);
    } catch (InvalidCredentialException e) {
      refused(e);
      return;
    }
    Taken.yes();
    if (verifies(() -> list.verifyProof())) {
      assertThat(list.isRevoked(3)).isTrue();
      assertThat(list.isRevoked(4)).isFalse();
    }
  }

  @Property
  @StatisticsReport(onFailureOnly = true)
  void any_text_is_a_private_key_or_is_refused_without_showing_it(@ForAll("jwks") String text) {
    try {
      SigningKey.fromJwk(text);
      Taken.yes();
    } catch (InvalidCredentialException e) {
      refused(e);
    }
  }

  @Provide
  Arbitrary<String> dids() {
    return Arbitraries.frequencyOf(
        Tuple.of(2, Edit.of(DID.did())),
        Tuple.of(1, Arbitraries.just(DID.did())),
        // with a hash that fits, so that the bytes are looked at
        Tuple.of(10, operations().map(CredentialFuzzTest::did)),
        Tuple.of(1, Arbitraries.just(DID.canonical())),
        Tuple.of(1, Arbitraries.strings().ofMaxLength(200)));
  }

  @Provide
  Arbitrary<String> credentials() {
    return jwts(CREDENTIAL);
  }

  @Provide
  Arbitrary<String> presentations() {
    return jwts(PRESENTATION);
  }

  @Provide
  Arbitrary<String> lists() {
    return Arbitraries.frequencyOf(
        Tuple.of(10, Edit.ofAny(LISTS)), Tuple.of(1, Arbitraries.strings().ofMaxLength(200)));
  }

  @Provide
  Arbitrary<String> jwks() {
    return Edit.ofAny(List.of(SECP256K1.toJwk(), ED25519.toJwk()));
  }

  /** Damaged as a whole, or in the JSON of the header or the claims. */
  private static Arbitrary<String> jwts(String jwt) {
    var parts = jwt.split("\\.");
    return Arbitraries.frequencyOf(
        Tuple.of(2, Edit.of(jwt)),
        Tuple.of(
            2,
            Edit.of(json(parts[0]))
                .map(header -> Texts.base64(header) + "." + parts[1] + "." + parts[2])),
        Tuple.of(
            6,
            Edit.of(json(parts[1]))
                .map(claims -> parts[0] + "." + Texts.base64(claims) + "." + parts[2])),
        Tuple.of(1, Arbitraries.strings().withChars("eyJ.e30=-_ ").ofMaxLength(100)));
  }

  /** Bytes with a few changed, or cut off. */
  private static Arbitrary<byte[]> operations() {
    byte[] valid = Base64Url.decode("did", DID.did().substring(DID.canonical().length() + 1));
    var change =
        Combinators.combine(
            Arbitraries.integers().between(0, valid.length - 1), Arbitraries.bytes());
    var changed =
        change
            .as(Tuple::of)
            .list()
            .ofMaxSize(3)
            .map(
                changes -> {
                  byte[] bytes = valid.clone();
                  changes.forEach(one -> bytes[one.get1()] = one.get2());
                  return bytes;
                });
    var cut =
        Arbitraries.integers().between(0, valid.length).map(length -> Arrays.copyOf(valid, length));
    return Arbitraries.frequencyOf(
        Tuple.of(8, changed),
        Tuple.of(1, cut),
        Tuple.of(1, Arbitraries.bytes().array(byte[].class).ofMaxSize(60)));
  }

  private static String did(byte[] operation) {
    var hash = HexFormat.of().formatHex(Sha256.of(operation));
    return "did:prism:" + hash + ":" + Base64Url.encode(operation);
  }

  private static String list(SigningKey key) {
    var bits = new BitSet();
    bits.set(3);
    var id = URI.create("https://x.example/credential-status/1");
    return StatusList.create(id, DID.did(), Instant.EPOCH, bits, key).toString();
  }

  private static String json(String base64) {
    return new String(Base64Url.decode("part", base64), StandardCharsets.UTF_8);
  }

  private static boolean verifies(Runnable verify) {
    try {
      verify.run();
      return true;
    } catch (InvalidCredentialException e) {
      Texts.assertReadable(e);
      return false;
    }
  }

  private static void refused(InvalidCredentialException refusal) {
    Texts.assertReadable(refusal);
    assertThat(refusal.reason()).isNotNull();
    Taken.no();
  }
}
