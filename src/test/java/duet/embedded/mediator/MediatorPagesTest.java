package duet.embedded.mediator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import duet.didcomm.Invitation;
import duet.embedded.EmbeddedMediator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mediator shows to people, browsers and probes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MediatorPagesTest {

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final EmbeddedMediator mediator = EmbeddedMediator.builder().start();

  @AfterAll
  void stop() {
    mediator.close();
  }

  @Test
  void its_did_and_invitation_can_be_read() throws Exception {
    assertThat(send("GET", "/did").body()).isEqualTo(mediator.did());
    var json = send("GET", "/invitation").body();
    var link = send("GET", "/invitationOOB").body();

    assertThat(Invitation.parse(json)).isEqualTo(mediator.invitation());
    assertThat(Invitation.parse(link)).isEqualTo(mediator.invitation());
    assertThat(link).isEqualTo(mediator.link().toString()).startsWith(mediator.url() + "/?_oob=");
    assertThat(mediator.invitation().goalCode()).contains("request-mediate");
    assertThat(mediator.invitation().from()).isEqualTo(mediator.did());
    assertThat(new ObjectMapper().readTree(send("GET", "/health").body()).has("version")).isTrue();
    assertThat(send("GET", "/?_oob=x").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/did", "/invitation", "/invitationOOB", "/health", "/", "/behind/did"})
  void pages_are_for_browsers_too(String path) throws Exception {
    var response = send("GET", path);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    assertThat(send("HEAD", path).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/any/path", "/did"})
  void a_wallet_in_a_browser_may_post_anywhere(String path) throws Exception {
    var preflight = send("OPTIONS", path);

    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods").orElseThrow())
        .contains("POST");
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers"))
        .contains("content-type");
    var post = send("POST", path);
    assertThat(post.statusCode()).isEqualTo(415);
    assertThat(post.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
  }

  @Test
  void all_else_is_not_there() throws Exception {
    assertThat(send("GET", "/nothing").statusCode()).isEqualTo(404);
    assertThat(send("PUT", "/did").statusCode()).isEqualTo(405);
    assertThat(send("DELETE", "/").statusCode()).isEqualTo(405);
  }

  private HttpResponse<String> send(String method, String path)
      throws IOException, InterruptedException {
    var url = URI.create(mediator.url() + path);
    var body = BodyPublishers.noBody();
    return client.send(
        HttpRequest.newBuilder(url).method(method, body).build(), BodyHandlers.ofString());
  }
}
