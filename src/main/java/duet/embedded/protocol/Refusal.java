package duet.embedded.protocol;

/**
 * A request or message that the agent refuses. It becomes the error body and changes no state; it
 * has no stack trace, since the fault is the caller's.
 */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;
  private final String title;

  /**
   * @param status an HTTP status
   * @param type such as {@code error:ConnectionServiceError:RecordIdNotFound}
   * @param detail what is wrong, in a sentence for people
   */
  public Refusal(int status, String type, String title, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.type = type;
    this.title = title;
  }

  public int status() {
    return status;
  }

  public String type() {
    return type;
  }

  public String title() {
    return title;
  }

  /**
   * A refusal whose type and title are one word, as agents' controllers give it.
   *
   * @param type such as {@code BadRequest}
   */
  public static Refusal plain(int status, String type, String detail) {
    return new Refusal(status, type, type, detail);
  }

  /**
   * A refusal with a title as agents give it: the words of the error, spaced.
   *
   * @param error the type without {@code error:}, such as {@code
   *     ConnectionServiceError:RecordIdNotFound}
   */
  public static Refusal of(int status, String error, String detail) {
    var title = error.substring(error.indexOf(':') + 1).replaceAll("(?<=.)(?=[A-Z])", " ");
    return new Refusal(status, "error:" + error, title, detail);
  }
}
