package duet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page in the user's browser can do at an agent on the same machine: nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebPagesTest {

  private static final String WEBHOOK = "{\"url\":\"http://evil.example/\"}";
  private static final String LABEL = "{\"label\":\"x\"}";

  private final EmbeddedAgent keyless =
      EmbeddedAgent.builder().restUrl(URI.create("https://agent.example/cloud-agent")).start();
  private final EmbeddedAgent keyed = EmbeddedAgent.builder().apiKey("key").start();

  @AfterAll
  void stop() {
    keyless.close();
    keyed.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example", "null", "http://127.0.0.1:8085", ""})
  void a_request_of_any_origin_is_refused(String origin) {
    var answer = keyless("POST /events/webhooks", "Origin: " + origin + "\n", WEBHOOK);

    assertThat(answer).startsWith("HTTP/1.1 403").contains("error:OriginNotAllowed");
    assertThat(keyless("GET /connections", "Origin: " + origin + "\n", ""))
        .startsWith("HTTP/1.1 403");
    assertThat(keyless("GET /events/webhooks", "", "")).contains("\"contents\":[]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:PORT",
        "localhost.evil.example:PORT",
        "127.0.0.1.evil.example:PORT",
        "evil.localhost:PORT",
        "10.0.0.1:PORT",
        "[fe80::1]:PORT",
        "0.0.0.0:PORT",
        "127.0.0.999:PORT",
        "2130706433:PORT",
        "agent.example:PORT",
        "evil.example:443"
      })
  void a_request_to_a_host_that_is_not_the_agents_is_refused(String host) {
    assertThat(to(host, "GET /connections"))
        .startsWith("HTTP/1.1 403")
        .contains("error:HostNotAllowed", "REST_SERVICE_URL");
    assertThat(to(host, "GET /cloud-agent/_system/health")).startsWith("HTTP/1.1 403");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:PORT",
        "127.1.2.3:PORT",
        "localhost:PORT",
        "LocalHost:PORT",
        "127.0.0.1",
        "localhost:1",
        "[::1]:PORT",
        "[0:0:0:0:0:0:0:1]:PORT",
        "[::ffff:127.0.0.1]:PORT",
        "agent.example",
        "Agent.Example:443"
      })
  void a_request_to_a_name_of_its_own_is_answered(String host) {
    assertThat(to(host, "GET /connections")).startsWith("HTTP/1.1 200");
  }

  @Test
  void a_target_with_another_host_than_the_header_is_refused() {
    for (String target :
        new String[] {"http://evil.example/connections", "http://a:1/connections"}) {
      assertThat(keyless("GET " + target, "", "")).matches("(?s)HTTP/1.1 40[03].*");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "text/plain;charset=UTF-8",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=application/json",
        "application/jsonp",
        "text/plain; application/json"
      })
  void a_form_is_refused_even_without_an_origin(String type) {
    for (String path : new String[] {"/connections", "/cloud-agent/connections"}) {
      assertThat(keyless("POST " + path, "Content-Type: " + type + "\n", LABEL))
          .startsWith("HTTP/1.1 415")
          .contains("application/json");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "Application/JSON; charset=utf-8"})
  void json_is_read(String type) {
    assertThat(keyless("POST /connections", "Content-Type: " + type + "\n", LABEL))
        .startsWith("HTTP/1.1 201");
  }

  @Test
  void a_preflight_gets_no_permission_and_no_answer_has_one() {
    var preflight =
        "Origin: http://evil.example\nAccess-Control-Request-Method: POST\n"
            + "Access-Control-Request-Headers: apikey,content-type\n"
            + "Access-Control-Request-Private-Network: true\n";
    for (EmbeddedAgent agent : new EmbeddedAgent[] {keyless, keyed}) {
      assertThat(send(agent, "a", "OPTIONS /connections", preflight, ""))
          .startsWith("HTTP/1.1 40")
          .doesNotContainIgnoringCase("Access-Control-", "Allow:");
    }
    assertThat(
            send(keyed, "a", "GET /connections", "Origin: http://evil.example\napikey: key\n", ""))
        .startsWith("HTTP/1.1 200")
        .doesNotContainIgnoringCase("Access-Control-");
  }

  @Test
  void with_a_key_any_host_will_do_since_no_page_knows_the_key() {
    assertThat(send(keyed, "agent.svc.cluster.local:8085", "GET /connections", "apikey: key\n", ""))
        .startsWith("HTTP/1.1 200");
    assertThat(send(keyed, "evil.example", "GET /connections", "", "")).startsWith("HTTP/1.1 401");
  }

  @Test
  void peers_send_messages_under_any_host_and_from_any_origin() {
    assertThat(
            send(
                keyless, "inviter:8090", "POST /didcomm", "Origin: https://wallet.example\n", "{}"))
        .startsWith("HTTP/1.1 400")
        .contains("RequestBodyDecodingFailure");
  }

  @Test
  void a_browser_wallet_may_post_messages_but_not_call_rest() {
    String asked =
        "Origin: https://wallet.example\nAccess-Control-Request-Method: POST\n"
            + "Access-Control-Request-Headers: content-type\n";
    String origin = "Origin: https://wallet.example\n";

    assertThat(keyless("OPTIONS /didcomm", asked, ""))
        .startsWith("HTTP/1.1 204")
        .containsIgnoringCase("access-control-allow-origin: *")
        .containsIgnoringCase("access-control-allow-methods: POST, GET, OPTIONS")
        .containsIgnoringCase("access-control-allow-headers: content-type");
    assertThat(keyless("POST /didcomm", origin, "{}"))
        .startsWith("HTTP/1.1 400")
        .containsIgnoringCase("access-control-allow-origin: *");
    for (String call : new String[] {"OPTIONS /connections", "GET /connections"}) {
      assertThat(keyless(call, asked, ""))
          .startsWith("HTTP/1.1 40")
          .doesNotContainIgnoringCase("access-control");
    }
  }

  private String keyless(String line, String headers, String body) {
    return send(keyless, "a", line, headers, body);
  }

  private String to(String host, String line) {
    return send(keyless, host, line, "", "");
  }

  private static String send(
      EmbeddedAgent agent, String host, String line, String headers, String body) {
    var didcomm = agent.didcommUrl();
    try (var wire = new RawConnection(didcomm)) {
      return wire.send(
              line
                  + " HTTP/1.1\nHost: "
                  + host.replace("PORT", String.valueOf(didcomm.getPort()))
                  + "\nConnection: close\nContent-Length: "
                  + body.length()
                  + "\n"
                  + headers
                  + "\n"
                  + body)
          .rest();
    }
  }
}
