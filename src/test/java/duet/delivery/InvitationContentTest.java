package duet.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.didcomm.Invitation;
import duet.fixture.Bodies;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InvitationContentTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void an_offer_has_claims() {
    var content =
        InvitationContent.of(
            with(
                """
                {"body":{"credential_preview":{"body":{"attributes":[
                  {"name":"name","value":"Alice"},
                  {"name":"age","value":"MzA=","media_type":"application/json"},
                  {"name":"odd","value":"%","media_type":"application/json"}]}}}}"""));

    assertThat(content.claims())
        .containsExactly(Map.entry("name", "Alice"), Map.entry("age", "30"), Map.entry("odd", "%"));
    assertThat(content.domain()).isEmpty();
  }

  @Test
  void a_proof_request_has_a_domain_and_what_it_wants() {
    var content =
        InvitationContent.of(
            with(
                """
                {"body":{"proof_types":[{"schema":"s:1","trustIssuers":["did:prism:1"]}]},
                 "attachments":[{"data":{"json":{"options":{"domain":"me"}}}}]}"""));

    assertThat(content.domain()).contains("me");
    assertThat(content.schemaIds()).containsExactly("s:1");
    assertThat(content.trustedIssuers()).containsExactly("did:prism:1");
  }

  @Test
  void what_is_missing_or_of_another_kind_is_left_out() {
    for (String message : new String[] {"{}", "[]", "5", "{\"body\":{\"proof_types\":{}}}"}) {
      var content = InvitationContent.of(with(message));
      assertThat(content.claims()).isEmpty();
      assertThat(content.schemaIds()).isEmpty();
    }
    assertThat(InvitationContent.of(Bodies.INVITATION).claims()).isEmpty();
  }

  private static Invitation with(String message) {
    try {
      var json = (ObjectNode) JSON.readTree(Bodies.INVITATION.json());
      json.putArray("attachments")
          .addObject()
          .putObject("data")
          .set("json", JSON.readTree(message));
      return Invitation.parse(json.toString());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
