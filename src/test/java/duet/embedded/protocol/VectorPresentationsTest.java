package duet.embedded.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import duet.credential.PresentationJwt;
import duet.credential.PrismDid;
import duet.didcomm.Shared;
import duet.embedded.protocol.PresentationRequirements.Options;
import duet.embedded.protocol.VerificationFailure.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Presentations that true agents and wallets made. */
class VectorPresentationsTest {
  private static final Instant THEN = Instant.ofEpochSecond(1_795_777_620);

  @Test
  void a_true_agents_presentation_holds_though_its_list_is_by_another_of_its_dids() {
    var jwt = jwt("credentials/agent", "presentation-decoded.json");

    var unresolved = PresentationCheck.unresolved(jwt);
    var resolved = unresolved.stream().collect(Collectors.toMap(did -> did, did -> longForm(did)));
    var checked = check(jwt, resolved);

    assertThat(unresolved).hasSize(1);
    assertThat(checked.failures()).isEmpty();
    var text = Shared.text("credentials/agent/http", "58-status-list.txt");
    var address = checked.statusLists().iterator().next();
    var lists = Map.of(address, text.substring(text.indexOf("\n{")));
    assertThat(StatusCheck.failures(checked.credentials(), lists)).isEmpty();
  }

  /**
   * Its credential is by a wallet, whose issuers sign with authentication keys and milliseconds.
   */
  @ParameterizedTest
  @ValueSource(strings = {"vp-sdk-es256k.json", "vp-sdk-eddsa.json"})
  void a_wallets_presentation_holds_unlike_a_wallets_credential(String file) {
    var checked = check(jwt("credentials/vectors", file), Map.of());

    assertThat(checked.failures())
        .extracting(VerificationFailure::rule)
        .contains(Rule.CREDENTIAL_SIGNATURE, Rule.CREDENTIAL_DATES)
        .doesNotContain(Rule.PRESENTATION_SIGNATURE, Rule.DECODED);
    assertThat(checked.failures().stream().anyMatch(one -> one.rule() == Rule.HOLDER_BINDING))
        .isEqualTo(file.contains("eddsa"));
  }

  private static CheckedPresentation check(String jwt, Map<String, PrismDid> resolved) {
    var presentation = PresentationJwt.parse(jwt);
    var options = new Options(presentation.nonce().orElseThrow(), presentation.audience().get(0));
    return PresentationCheck.check(
        jwt,
        new PresentationRequirements(Optional.of(options), List.of(), List.of()),
        VerificationRules.DEFAULT,
        resolved,
        THEN);
  }

  private static String jwt(String folder, String file) {
    return Shared.json(folder, file).path("jwt").textValue();
  }

  private static PrismDid longForm(String canonical) {
    var text = Shared.text("credentials/agent/http", "01-did-create-ed25519.txt");
    var did = text.substring(text.indexOf(canonical));
    return PrismDid.parse(did.substring(0, did.indexOf('"')));
  }
}
