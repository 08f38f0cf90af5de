package duet.http;

import duet.text.SafeText;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Logs a call over HTTP once it has ended, to the {@link System.Logger} {@code duet.http} at level
 * DEBUG: method, URL, status and milliseconds, then headers and the start of bodies. Keys, tokens,
 * passwords, invitations and the values of unknown headers are masked.
 */
public final class CallLog {

  /** The logger's name. */
  public static final String NAME = "duet.http";

  private static final System.Logger LOG = System.getLogger(NAME);
  private static final CallLog OFF = new CallLog("", List.of(), "");

  private static final int LONGEST_BODY = 300;
  private static final int READ = 64 << 10;

  private final String call;
  private final List<String> secrets;
  private final String sent;
  private final long began = System.nanoTime();

  private CallLog(String call, List<String> secrets, String sent) {
    this.call = call;
    this.secrets = secrets;
    this.sent = sent;
  }

  /** A call that begins now. */
  public static CallLog begin(HttpRequest request) {
    return begin(
        request.method(),
        request.uri(),
        request.headers().map(),
        () ->
            request
                .bodyPublisher()
                .map(body -> new String(RequestBodyReader.bytes(body), StandardCharsets.UTF_8))
                .orElse(""));
  }

  /**
   * A call that begins now.
   *
   * @param body asked only if calls are logged
   */
  public static CallLog begin(
      String method, URI uri, Map<String, List<String>> headers, Supplier<String> body) {
    if (!LOG.isLoggable(Level.DEBUG)) {
      return OFF;
    }
    var secrets =
        headers.entrySet().stream()
            .filter(header -> Secrets.isSecret(header.getKey()))
            .flatMap(header -> header.getValue().stream())
            .toList();
    var fields =
        headers.entrySet().stream()
            .flatMap(
                header ->
                    header.getValue().stream()
                        .map(
                            value ->
                                header.getKey() + ": " + Secrets.header(header.getKey(), value)))
            .collect(Collectors.joining(", "));
    var call = method + " " + Secrets.masked(uri.toString(), secrets);
    return new CallLog(call, secrets, (fields + "  " + excerpt(body.get(), secrets)).strip());
  }

  /**
   * Sends a request, and logs it.
   *
   * @throws IOException like {@link HttpClient#send}
   * @throws InterruptedException like {@link HttpClient#send}
   */
  public static HttpResponse<String> send(HttpClient http, HttpRequest request)
      throws IOException, InterruptedException {
    var log = begin(request);
    try {
      var response = http.send(request, HttpResponse.BodyHandlers.ofString());
      log.answered(response.statusCode(), response.body());
      return response;
    } catch (IOException e) {
      log.failed(e);
      throw e;
    }
  }

  /**
   * Logs what came of calls.
   *
   * @param text a sentence without secrets
   */
  public static void remark(String text) {
    LOG.log(Level.DEBUG, () -> SafeText.escape(text));
  }

  /** It was answered. */
  public void answered(int status, String body) {
    end("HTTP " + status, excerptOf(body));
  }

  /** It was not answered. */
  public void failed(Throwable failure) {
    failed(Causes.words(failure));
  }

  /** It was not answered. */
  public void failed(String reason) {
    end("no answer", excerptOf(reason));
  }

  private Optional<String> excerptOf(String text) {
    return this == OFF
        ? Optional.empty()
        : Optional.of(excerpt(text, secrets)).filter(t -> !t.isEmpty());
  }

  private void end(String how, Optional<String> received) {
    if (this != OFF) {
      long millis = (System.nanoTime() - began) / 1_000_000;
      LOG.log(
          Level.DEBUG,
          "%s: %s in %d ms".formatted(SafeText.escape(call), how, millis)
              + (sent.isEmpty() ? "" : "\n  sent  " + SafeText.escape(sent))
              + received.map(text -> "\n  got   " + text).orElse(""));
    }
  }

  /** Masked before it is cut, so that no part of a secret is left. */
  private static String excerpt(String text, List<String> secrets) {
    var start = text.length() > READ ? text.substring(0, READ) : text;
    return SafeText.excerpt(Secrets.masked(start.strip(), secrets), LONGEST_BODY);
  }
}
