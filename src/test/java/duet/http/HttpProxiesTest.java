package duet.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duet.fixture.ProxyServer;
import duet.fixture.Reply;
import duet.fixture.SelfSigned;
import duet.fixture.StubServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpProxiesTest {

  private static final Reply HELLO = Reply.text(200, "text/plain", "hello");

  @TempDir Path directory;

  @Test
  void a_request_goes_by_the_proxy_with_its_user() throws Exception {
    try (var server = new StubServer(HELLO);
        var proxy = new ProxyServer(server.port())) {
      var answer =
          get(
              Map.of("HTTP_PROXY", "http://me:se%3Acret@" + proxy.address()),
              "http://agent.test:8080/path?q=1");

      assertThat(answer.getContentAsString()).isEqualTo("hello");
      assertThat(server.requests()).containsExactly("GET /path?q=1");
      assertThat(proxy.heads())
          .singleElement()
          .asString()
          .startsWith("GET http://agent.test:8080/path?q=1 HTTP/1.1")
          .containsIgnoringCase("Proxy-Authorization: Basic bWU6c2U6Y3JldA==");
    }
  }

  @Test
  void https_goes_through_a_tunnel() throws Exception {
    try (var server = new StubServer(HELLO, SelfSigned.in(directory).context());
        var proxy = new ProxyServer(server.port())) {
      var answer = get(Map.of("https_proxy", proxy.address()), "https://agent.test/path");

      assertThat(answer.getContentAsString()).isEqualTo("hello");
      assertThat(proxy.heads()).singleElement().asString().startsWith("CONNECT agent.test:443 ");
    }
  }

  @Test
  void loopback_never_goes_by_a_proxy() throws Exception {
    try (var server = new StubServer(HELLO)) {
      var answer = get(Map.of("HTTP_PROXY", "http://127.0.0.1:9"), server.url());

      assertThat(answer.getContentAsString()).isEqualTo("hello");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP_PROXY=http://p:1                  | http://a.test   | p:1 (HTTP_PROXY)",
        "http_proxy=p:1                         | http://a.test   | p:1 (http_proxy)",
        "HTTP_PROXY=http://p                    | http://a.test   | p:80 (HTTP_PROXY)",
        "HTTP_PROXY=http://u:secret@p:1/        | http://a.test   | p:1 (HTTP_PROXY)",
        "HTTP_PROXY=http://p:1                  | https://a.test  |",
        "HTTPS_PROXY=http://p:1                 | https://a.test  | p:1 (HTTPS_PROXY)",
        "HTTPS_PROXY=http://p:1                 | http://a.test   |",
        "HTTPS_PROXY=http://p:1 https_proxy=q:2 | https://a.test  | q:2 (https_proxy)",
        "HTTPS_PROXY=http://p:1 https_proxy=    | https://a.test  | p:1 (HTTPS_PROXY)",
        "ALL_PROXY=http://p:1                   | http://a.test   | p:1 (ALL_PROXY)",
        "ALL_PROXY=socks5://p:1                 | http://localhost |",
        "HTTP_PROXY=http://p:1                  | http://LOCALHOST:80 |",
        "HTTP_PROXY=http://p:1                  | http://127.1.2.3 |",
        "HTTP_PROXY=http://p:1                  | http://[::1]:80  |",
        "HTTP_PROXY=http://p:1                  | http://x.localhost |",
        "HTTP_PROXY=http://p:1                  | http://127.0.0.1.evil.test | p:1 (HTTP_PROXY)",
        "HTTP_PROXY=p:1 NO_PROXY=a.test         | http://a.test   |",
        "HTTP_PROXY=p:1 no_proxy=test           | http://a.test   |",
        "HTTP_PROXY=p:1 NO_PROXY=b.test,.test   | http://a.test   |",
        "HTTP_PROXY=p:1 NO_PROXY=*.test         | http://A.test.  |",
        "HTTP_PROXY=p:1 NO_PROXY=a.test:80      | http://a.test   |",
        "HTTP_PROXY=p:1 NO_PROXY=a.test:81      | http://a.test   | p:1 (HTTP_PROXY)",
        "HTTP_PROXY=p:1 NO_PROXY=est            | http://a.test   | p:1 (HTTP_PROXY)",
        "HTTP_PROXY=p:1 NO_PROXY=*              | http://a.test   |",
        "HTTP_PROXY=p:1 NO_PROXY=10.0.0.0/8     | http://10.1.2.3 |",
        "HTTP_PROXY=p:1 NO_PROXY=10.0.0.0/16    | http://10.1.2.3 | p:1 (HTTP_PROXY)",
        "HTTP_PROXY=p:1 NO_PROXY=10.0.0.0/xy,/  | http://10.1.2.3 | p:1 (HTTP_PROXY)",
        "HTTP_PROXY=p:1 NO_PROXY=fd00::/8       | http://[fd00::1] |",
      })
  void a_proxy_is_chosen_as_curl_does(String variables, String url, String proxy) {
    var found = proxies(variables.split(" ")).find(URI.create(url)).map(Object::toString);

    assertThat(found.orElse(null)).isEqualTo(proxy);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "socks5://secret:1",
        "https://secret:1",
        "http://",
        "http://secret:port",
        "http://secret:99999",
        "http://secret:0",
        "http://se cret",
        "http://host/secret",
        "://secret",
        "${secret}"
      })
  void a_value_that_is_no_proxy_is_named_and_not_shown(String value) {
    var proxies = new HttpProxies(Map.of("HTTPS_PROXY", value));

    assertThatThrownBy(() -> proxies.find(URI.create("https://a.test")))
        .hasMessage(
            "HTTPS_PROXY in the environment is invalid (must be http://HOST:PORT, an HTTP proxy)");
    assertThat(proxies.find(URI.create("https://localhost"))).isEmpty();
  }

  @Test
  void properties_of_the_JDK_take_precedence() {
    System.setProperty("http.proxyHost", "q");
    System.setProperty("http.proxyPort", "8");
    System.setProperty("http.nonProxyHosts", "*.direct");
    try {
      var proxies = proxies("HTTP_PROXY=http://p:1");

      assertThat(proxies.find(URI.create("http://a.test")))
          .hasToString("Optional[q:8 (http.proxyHost)]");
      assertThat(proxies.find(URI.create("http://a.direct"))).isEmpty();
      assertThat(proxies.find(URI.create("http://localhost"))).isEmpty();
    } finally {
      System.clearProperty("http.proxyHost");
      System.clearProperty("http.proxyPort");
      System.clearProperty("http.nonProxyHosts");
    }
  }

  private static HttpProxies proxies(String... variables) {
    var environment = new HashMap<String, String>();
    for (String variable : variables) {
      var parts = variable.split("=", 2);
      environment.put(parts[0], parts[1]);
    }
    return new HttpProxies(environment);
  }

  private static ContentResponse get(Map<String, String> environment, String url) throws Exception {
    var limit = Duration.ofSeconds(60);
    HttpClient client =
        HttpClients.of(
            limit, limit, InvocationType.BLOCKING, new HttpProxies(environment), address -> true);
    client.getSslContextFactory().setTrustAll(true);
    client.getSslContextFactory().setEndpointIdentificationAlgorithm(null);
    client.start();
    try {
      return client.GET(url);
    } finally {
      LifeCycle.stop(client);
    }
  }
}
