package duet.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PeerAddressTest {

  private static final URI ELSEWHERE = URI.create("http://192.0.2.1:8085");

  @Test
  void an_agent_on_another_machine_does_not_reach_us_on_loopback() throws Exception {
    assertThat(PeerAddress.LOOPBACK.open(ELSEWHERE)).isEmpty();

    var agent = new CheckedAgent(null, null, Optional.empty(), Duration.ZERO);
    assertThatThrownBy(agent::peerServer)
        .isInstanceOfSatisfying(
            Deviation.class,
            e -> assertThat(e.verdict().toString()).startsWith("skipped: ").contains("--peer-url"));
  }

  @Test
  void an_agent_on_this_machine_reaches_us() throws Exception {
    try (var peerServer =
        PeerAddress.LOOPBACK.open(URI.create("http://localhost:8085")).orElseThrow()) {
      assertThat(peerServer.url("/events").getHost()).isEqualTo("127.0.0.1");
      assertThat(post(peerServer.url("/didcomm"), "garbage")).isEqualTo(422);
      assertThat(post(peerServer.url("/events"), "{}")).isEqualTo(200);
      assertThat(post(peerServer.url("/events"), "garbage")).isEqualTo(400);
    }
  }

  @Test
  void peers_are_known_as_they_were_told_to_be() throws Exception {
    var reach =
        new PeerAddress(Optional.of(URI.create("http://peers.example/a/")), Optional.empty());

    try (var peerServer = reach.open(ELSEWHERE).orElseThrow()) {
      var service = peerServer.peer().did().services().get(0);
      assertThat(service.uri()).isEqualTo("http://peers.example/a/didcomm");
    }
  }

  private static int post(URI url, String body) throws Exception {
    var request = HttpRequest.newBuilder(url).POST(HttpRequest.BodyPublishers.ofString(body));
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding()).statusCode();
  }
}
