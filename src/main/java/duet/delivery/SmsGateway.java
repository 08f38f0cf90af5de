package duet.delivery;

import duet.agent.AgentSecret;
import duet.text.SafeText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sends text messages as Twilio's Messages resource takes them: a form with To, From and Body, and
 * basic authentication. One attempt, 15 s at the most.
 *
 * @param url of the resource that messages are posted to
 * @param account the user's part of the authentication
 * @param from a number, or whatever else the gateway takes for a sender
 */
public record SmsGateway(URI url, String account, AgentSecret token, String from) {

  private static final Duration LIMIT = Duration.ofSeconds(15);

  /**
   * @throws DeliveryException if the gateway doesn't take it
   */
  void send(PhoneNumber to, String text) {
    send(to, text, LIMIT);
  }

  void send(PhoneNumber to, String text, Duration limit) {
    var body = form("To", to.text(), "From", from, "Body", text);
    var request =
        HttpRequest.newBuilder(url)
            .timeout(limit)
            .header("Authorization", "Basic " + credentials())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      var http =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(limit)
              .build();
      check(http.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (HttpTimeoutException e) {
      throw failed("gave no answer within " + limit.toSeconds() + " s", "Try again later.", e);
    } catch (ConnectException e) {
      throw failed("can't be reached", "Check SMS_URL.", e);
    } catch (IOException e) {
      throw failed(
          "broke off: " + SafeText.excerpt(String.valueOf(e.getMessage())), "Check SMS_URL.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new java.io.InterruptedIOException());
    }
  }

  private void check(HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (status / 100 == 2) {
      return;
    }
    var seen = "answered HTTP " + status + detail(answer.body());
    throw switch (status) {
      case 401, 403 -> failed(seen, "Check SMS_ACCOUNT and " + token.variable() + ".", null);
      case 429 -> {
        var after = answer.headers().firstValue("Retry-After").map(SafeText::excerpt);
        yield failed(
            seen,
            "It had too many messages: try again "
                + after.map(s -> "after " + s + " s.").orElse("later."),
            null);
      }
      default -> failed(seen, "Its answer says why.", null);
    };
  }

  /** A gateway may say back what it was told. */
  private String detail(String body) {
    var said = body.replace(token.secret(), "***").replace(credentials(), "***").strip();
    return said.isEmpty() ? "" : " (" + SafeText.excerpt(said) + ")";
  }

  private DeliveryException failed(String seen, String advice, Exception cause) {
    var where = url.getScheme() + "://" + url.getAuthority();
    return new DeliveryException(
        "The message was not sent: the gateway at %s %s. %s".formatted(where, seen, advice), cause);
  }

  private String credentials() {
    var pair = account + ":" + token.secret();
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static String form(String... namesAndValues) {
    var encoded =
        Stream.of(namesAndValues).map(s -> URLEncoder.encode(s, StandardCharsets.UTF_8)).toList();
    return Stream.iterate(0, i -> i < encoded.size(), i -> i + 2)
        .map(i -> encoded.get(i) + "=" + encoded.get(i + 1))
        .collect(Collectors.joining("&"));
  }
}
