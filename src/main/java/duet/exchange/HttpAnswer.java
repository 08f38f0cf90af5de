package duet.exchange;

import duet.http.TlsFailure;
import duet.text.SafeText;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a DIDComm address answered to a message, and whether an agent answers so. */
record HttpAnswer(int status, String body) {

  /** As agents write it into a record's last failure. */
  private static final Pattern IN_FAILURE =
      Pattern.compile("\\[([1-5]\\d\\d)](?:\\s*-\\s*)?(.*)", Pattern.DOTALL);

  /** The type of an agent's error, in JSON that may itself be in a JSON string. */
  private static final Pattern AGENT_ERROR =
      Pattern.compile("\\\\?\"type\\\\?\"\\s*:\\s*\\\\?\"(error:[^\"\\\\]{1,200})\\\\?\"");

  /** What agents of all makers answer to a message that they don't like. */
  private static final Set<Integer> REFUSALS = Set.of(400, 408, 409, 413, 422, 429);

  /** The answer that an agent quotes in its failure. */
  static Optional<HttpAnswer> in(String failure) {
    return first(IN_FAILURE, failure)
        .map(found -> new HttpAnswer(Integer.parseInt(found.group(1)), found.group(2).strip()));
  }

  /** The type of the peer's error that an agent quotes in its failure. */
  static Optional<String> agentError(String failure) {
    return first(AGENT_ERROR, failure).map(found -> found.group(1));
  }

  /**
   * Whether something else than a DIDComm agent answered: a gateway, a web site or another service.
   */
  boolean foreign() {
    if (agentError(body).isPresent()) {
      return false;
    }
    boolean success = status / 100 == 2;
    return SafeText.isMarkup(body) || !success && !REFUSALS.contains(status);
  }

  /** Whether it says that its port expects TLS. */
  boolean expectsTls() {
    return TlsFailure.expectsTls(body);
  }

  private static Optional<MatchResult> first(Pattern pattern, String text) {
    return pattern.matcher(text).results().findFirst();
  }

  @Override
  public String toString() {
    var kind =
        "HTTP " + status + (status / 100 == 3 ? ", a redirect, which agents don't follow" : "");
    if (body.isBlank()) {
      return kind;
    }
    return SafeText.isMarkup(body)
        ? kind + " and a page: " + SafeText.pageExcerpt(body)
        : kind + ": " + SafeText.excerpt(body);
  }
}
