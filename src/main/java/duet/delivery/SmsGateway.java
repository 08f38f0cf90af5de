package duet.delivery;

import duet.agent.AgentSecret;
import duet.http.CallLog;
import duet.http.HttpProxies;
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

/**
 * Sends text messages as Twilio's Messages resource takes them: a form with To, From and Body, and
 * basic authentication. One attempt, at most 15 s.
 *
 * @param url of the resource that messages are posted to
 * @param account the user name
 * @param from a number, or another sender that the gateway accepts
 */
public record SmsGateway(URI url, String account, AgentSecret token, String from) {

  private static final Duration LIMIT = Duration.ofSeconds(15);

  /**
   * @throws DeliveryException if the gateway doesn't accept it
   */
  void send(PhoneNumber to, String text) {
    send(to, text, LIMIT);
  }

  void send(PhoneNumber to, String text, Duration limit) {
    var body = "To=%s&From=%s&Body=%s".formatted(encode(to.text()), encode(from), encode(text));
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
              .proxy(HttpProxies.ofProcess())
              .build();
      check(CallLog.send(http, request));
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
            "Too many messages: try again " + after.map(s -> "after " + s + " s.").orElse("later."),
            null);
      }
      default -> failed(seen, "Its answer says why.", null);
    };
  }

  /** A gateway may echo the credentials. */
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

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
