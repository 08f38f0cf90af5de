package duet.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import duet.embedded.EmbeddedAgent;
import duet.fixture.Reply;
import duet.fixture.StubServer;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnAddressCheckTest {

  @Test
  void an_address_that_leads_to_an_agent_has_no_flaw() {
    try (var agent = EmbeddedAgent.builder().didcommHost("127.0.0.2").start()) {
      var root = URI.create("http://" + agent.didcommUrl().getAuthority());

      assertThat(OwnAddressCheck.flaws(List.of(agent.didcommUrl(), root))).isEmpty();
    }
  }

  @Test
  void others_are_told_with_what_is_wrong() {
    try (var site = new StubServer(Reply.html(404))) {
      var page = URI.create(site.url());
      var closed = URI.create("http://127.0.0.1:1/didcomm");
      var unknown = URI.create("https://no-such-host.invalid/didcomm");

      var flaws = OwnAddressCheck.flaws(List.of(page, closed, unknown));

      assertThat(flaws)
          .containsOnlyKeys(page, closed, unknown)
          .containsEntry(closed, "refuses connections from here")
          .containsEntry(unknown, "does not resolve here");
      assertThat(flaws.get(page))
          .startsWith("answers from here, but not as a DIDComm agent does: HTTP 404 and a page");
    }
  }
}
