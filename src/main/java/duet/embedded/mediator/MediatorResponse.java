package duet.embedded.mediator;

/**
 * What an HTTP request is answered with.
 *
 * @param contentType of the body; empty without one
 */
record MediatorResponse(int status, String contentType, String body) {

  static final String TEXT = "text/plain; charset=utf-8";
  static final String JSON = "application/json";

  static MediatorResponse empty(int status) {
    return new MediatorResponse(status, "", "");
  }

  static MediatorResponse text(int status, String body) {
    return new MediatorResponse(status, TEXT, body);
  }
}
