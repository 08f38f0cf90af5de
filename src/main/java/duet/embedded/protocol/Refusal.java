package duet.embedded.protocol;

/**
 * Something the agent will not do. It is sent as the error body and changes no state; it has no
 * stack trace, since it reports on the caller.
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

  /** A refusal of the connection service, titled as agents do: the type's words, spaced. */
  public static Refusal connection(int status, String error, String detail) {
    return new Refusal(
        status,
        "error:ConnectionServiceError:" + error,
        error.replaceAll("(?<=.)(?=[A-Z])", " "),
        detail);
  }
}
