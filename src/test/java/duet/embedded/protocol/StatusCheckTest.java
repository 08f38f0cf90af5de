package duet.embedded.protocol;

import static duet.embedded.protocol.PresentationSamples.ASKED;
import static duet.embedded.protocol.PresentationSamples.HOLDER;
import static duet.embedded.protocol.PresentationSamples.ISSUER;
import static duet.embedded.protocol.PresentationSamples.LIST;
import static duet.embedded.protocol.PresentationSamples.NOW;
import static duet.embedded.protocol.PresentationSamples.THIEF;
import static duet.embedded.protocol.PresentationSamples.content;
import static duet.embedded.protocol.PresentationSamples.revocable;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.credential.StatusEntry;
import duet.credential.StatusList;
import duet.didcomm.Base64Url;
import duet.embedded.protocol.PresentationSamples.Party;
import duet.embedded.protocol.VerificationFailure.Rule;
import java.net.URI;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusCheckTest {

  @Test
  void a_credential_whose_bit_is_not_set_is_not_revoked() {
    var checked = presented(3, "Revocation");

    assertThat(checked.statusLists()).containsExactly(LIST);
    assertThat(failures(checked, list(ISSUER, LIST, 2, 4).toString())).isEmpty();
  }

  @Test
  void a_credential_whose_bit_is_set_is_revoked() {
    assertFailure(
        presented(3, "revocation"),
        list(ISSUER, LIST, 3).toString(),
        Rule.NOT_REVOKED,
        "credential 1 is revoked: index 3 of \"" + LIST);
  }

  @Test
  void a_list_in_the_issuers_name_signed_by_somebody_else_is_refused() {
    var forger = new Party(ISSUER.did(), THIEF.authentication(), THIEF.issuing());

    assertFailure(
        presented(3, "Revocation"),
        list(forger, LIST).toString(),
        Rule.STATUS_LIST,
        "is not signed by an assertionMethod key of " + ISSUER.did().canonical());
  }

  @Test
  void a_list_by_another_did_counts_as_that_of_a_cloud_agents_wallet_may_be() {
    var checked = presented(3, "Revocation");

    assertThat(failures(checked, list(HOLDER, LIST).toString())).isEmpty();
    assertFailure(checked, list(HOLDER, LIST, 3).toString(), Rule.NOT_REVOKED, "is revoked");
  }

  @Test
  void a_list_signed_by_another_key_of_the_issuer_is_refused() {
    var other = new Party(ISSUER.did(), ISSUER.issuing(), ISSUER.authentication());

    assertFailure(
        presented(3, "Revocation"),
        list(other, LIST).toString(),
        Rule.STATUS_LIST,
        "is not signed by an assertionMethod key");
  }

  @Test
  void a_list_of_another_address_is_refused() {
    var other = URI.create("https://x.example/credential-status/2");

    assertFailure(
        presented(3, "Revocation"),
        list(ISSUER, other).toString(),
        Rule.STATUS_LIST,
        "has the id \"" + other);
  }

  @Test
  void a_list_for_another_purpose_is_refused() {
    assertFailure(
        presented(3, "Suspension"),
        list(ISSUER, LIST).toString(),
        Rule.STATUS_LIST,
        "is for \"Revocation\" (must be for \"Suspension\")");
  }

  @Test
  void a_tampered_list_is_refused() {
    var list = list(ISSUER, LIST, 3);
    list.set("credentialSubject", list(ISSUER, LIST).get("credentialSubject"));

    assertFailure(
        presented(3, "Revocation"), list.toString(), Rule.STATUS_LIST, "invalid status list proof");
  }

  @Test
  void an_index_beyond_the_list_is_refused() {
    assertFailure(
        presented(131_072, "Revocation"),
        list(ISSUER, LIST).toString(),
        Rule.STATUS_LIST,
        "invalid status list index: 131072 (must be 0 to 131071)");
  }

  @Test
  void what_is_not_a_list_or_was_not_fetched_is_refused() {
    var checked = presented(3, "Revocation");

    assertFailure(checked, "<html>", Rule.STATUS_LIST, "invalid status list: \"<html>\"");
    assertThat(StatusCheck.failures(checked.credentials(), Map.of()))
        .singleElement()
        .satisfies(failure -> assertThat(failure.text()).contains("no status list from"));
  }

  @Test
  void more_status_entries_than_a_presentation_may_have_are_refused() {
    int half = PresentationCheck.MAX_CREDENTIALS / 2;
    var entry = new StatusEntry(LIST, 3, "Revocation");
    var jwt = ISSUER.issues(revocable(content(ISSUER, HOLDER), entry));
    var parts = jwt.split("\\.");
    var payload = new String(Base64Url.decode("part", parts[1]), UTF_8);
    var one = payload.replaceAll(".*\"credentialStatus\":(\\{[^}]*\\}).*", "$1");
    var many = payload.replace(one, "[" + (one + ",").repeat(half) + one + "]");
    var body = parts[0] + "." + Base64Url.encode(many.getBytes(UTF_8));
    var signed = body + "." + Base64Url.encode(ISSUER.issuing().sign(body.getBytes(UTF_8)));

    assertThat(check(HOLDER.presents(signed)).failures()).isEmpty();
    assertThat(check(HOLDER.presents(signed, signed)).failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.text()).contains("have 22 status entries"));
  }

  private static CheckedPresentation presented(long index, String purpose) {
    var checked = check(HOLDER.presents(credential(index, purpose)));
    assertThat(checked.failures()).isEmpty();
    return checked;
  }

  private static String credential(long index, String purpose) {
    var entry = new StatusEntry(LIST, index, purpose);
    return ISSUER.issues(revocable(content(ISSUER, HOLDER), entry));
  }

  private static CheckedPresentation check(String jwt) {
    return PresentationCheck.check(jwt, ASKED, VerificationRules.DEFAULT, Map.of(), NOW);
  }

  private static ObjectNode list(Party issuer, URI id, int... revoked) {
    var bits = new BitSet();
    for (int index : revoked) {
      bits.set(index);
    }
    return StatusList.create(id, issuer.did().did(), NOW, bits, issuer.issuing());
  }

  private static List<VerificationFailure> failures(CheckedPresentation checked, String list) {
    return StatusCheck.failures(checked.credentials(), Map.of(LIST, list));
  }

  private static void assertFailure(
      CheckedPresentation checked, String list, Rule rule, String text) {
    assertThat(failures(checked, list))
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.rule()).as(failure.text()).isEqualTo(rule);
              assertThat(failure.text()).contains(text).hasSizeLessThan(700);
            });
  }
}
