package duet.live.server;

import java.time.Duration;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;

/** Why a request was refused, in two sentences for a page: what is wrong, and what to try. */
final class PageProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String whatToTry;
  private final transient Map<HttpHeader, String> headers;

  private PageProblem(int status, String what, String whatToTry, Map<HttpHeader, String> headers) {
    super(what, null, false, false);
    this.status = status;
    this.whatToTry = whatToTry;
    this.headers = Map.copyOf(headers);
  }

  static PageProblem of(int status, String what, String whatToTry) {
    return new PageProblem(status, what, whatToTry, Map.of());
  }

  /** One that time cures. */
  static PageProblem retryAfter(Duration wait, int status, String what, String whatToTry) {
    var seconds = String.valueOf(Math.max(1, wait.toSeconds()));
    return new PageProblem(status, what, whatToTry, Map.of(HttpHeader.RETRY_AFTER, seconds));
  }

  /**
   * @param allowed the methods that are, separated by commas
   */
  static PageProblem wrongMethod(String allowed) {
    return new PageProblem(
        405,
        "This address is for " + allowed + " only.",
        "Go to the board, at /.",
        Map.of(HttpHeader.ALLOW, allowed));
  }

  int status() {
    return status;
  }

  String whatToTry() {
    return whatToTry;
  }

  Map<HttpHeader, String> headers() {
    return headers;
  }
}
