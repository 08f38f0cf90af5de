package duet.live.server;

import duet.text.SafeText;
import java.time.Duration;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;

/** Why a request was refused, in two sentences for a page: what is wrong, and what to try. */
final class PageProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int MOST_DETAILS = 500;

  private final int status;
  private final String whatToTry;
  private final String details;
  private final transient Map<HttpHeader, String> headers;

  private PageProblem(
      int status, String what, String whatToTry, String details, Map<HttpHeader, String> headers) {
    super(what, null, false, false);
    this.status = status;
    this.whatToTry = whatToTry;
    this.details = details;
    this.headers = Map.copyOf(headers);
  }

  static PageProblem of(int status, String what, String whatToTry) {
    return of(status, what, whatToTry, "");
  }

  /**
   * @param details what is behind it, in technical words
   */
  static PageProblem of(int status, String what, String whatToTry, String details) {
    return new PageProblem(
        status, what, whatToTry, SafeText.excerpt(details, MOST_DETAILS), Map.of());
  }

  /** One that time cures. */
  static PageProblem retryAfter(Duration wait, int status, String what, String whatToTry) {
    var seconds = String.valueOf(Math.max(1, wait.toSeconds()));
    return new PageProblem(status, what, whatToTry, "", Map.of(HttpHeader.RETRY_AFTER, seconds));
  }

  /**
   * @param allowed the methods that are, separated by commas
   */
  static PageProblem wrongMethod(String allowed) {
    return new PageProblem(
        405,
        "This address is for " + allowed + " only.",
        "Go to the board, at /.",
        "",
        Map.of(HttpHeader.ALLOW, allowed));
  }

  int status() {
    return status;
  }

  String whatToTry() {
    return whatToTry;
  }

  /** May be empty. */
  String details() {
    return details;
  }

  Map<HttpHeader, String> headers() {
    return headers;
  }
}
