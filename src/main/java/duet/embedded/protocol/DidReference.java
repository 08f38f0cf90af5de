package duet.embedded.protocol;

import duet.credential.InvalidCredentialException;
import duet.credential.PrismDid;
import duet.text.SafeText;

/** A did:prism in a request, in either form. */
public final class DidReference {

  private static final int MAX_METHOD = 40;

  private DidReference() {}

  /**
   * @throws Refusal with 400 if it isn't one
   */
  public static PrismDid parse(String text) {
    var parts = text.split(":", 3);
    if (!parts[0].equals("did")) {
      throw badRequest("DID syntax must start with 'did:' prefix");
    }
    if (parts.length < 3 || !parts[1].equals("prism")) {
      var method = parts.length < 2 ? "" : SafeText.excerpt(parts[1], MAX_METHOD);
      throw badRequest("Expected DID to have method prism, but got \"" + method + "\" instead");
    }
    try {
      return PrismDid.parse(text);
    } catch (InvalidCredentialException e) {
      throw badRequest(e.getMessage());
    }
  }

  private static Refusal badRequest(String detail) {
    return Refusal.plain(400, "BadRequest", detail);
  }
}
