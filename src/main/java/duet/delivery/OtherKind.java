package duet.delivery;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What other software calls an invitation or offer, recognized by its text alone. */
enum OtherKind {
  OPENID_OFFER(
      "an OpenID credential offer (OpenID4VCI)",
      "openid-credential-offer:|openid-initiate-issuance:|credential_offer(_uri)?\\s*=|\"credential_issuer\"\\s*:"),
  OPENID_PRESENTATION(
      "an OpenID presentation request (OpenID4VP)",
      "\\b[a-z-]*openid4vp[a-z0-9-]*:|\\bhaip(-vp)?:|\\brequest_uri\\s*=|\\bvp_token\\b|presentation_definition(_uri)?\\s*=|dcql_query"),
  OPENID_LOGIN("an OpenID authentication request (SIOP)", "\\b(openid|siopv2):"),
  ARIES_CONNECTION("an Aries (DIDComm v1) connection invitation", "[?&#]c_i\\s*="),
  ARIES_MESSAGE("an Aries (DIDComm v1) message in a link", "[?&#]d_m\\s*="),
  SHORT_LINK(
      "a short link, whose server has the invitation; Duet opens no stranger's link: open it yourself, and paste where it leads",
      "_?oobid\\s*="),
  ENCRYPTED("an encrypted DIDComm message", "\"ciphertext\"\\s*:"),
  DEVICE_ENGAGEMENT("a device engagement of ISO 18013-5", "^mdoc:"),
  TOKEN("a JSON Web Token", "^(Bearer )?ey[\\w-]+\\.[\\w-]+\\.[\\w-]*$"),
  DID("a DID without an invitation", "^did:[a-z0-9]+:\\S+$");

  private final String description;
  private final Pattern pattern;

  OtherKind(String description, String pattern) {
    this.description = description;
    this.pattern = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
  }

  /** The first that fits. */
  static Optional<String> of(String text) {
    return Stream.of(values())
        .filter(kind -> kind.pattern.matcher(text.strip()).find())
        .map(kind -> kind.description)
        .findFirst();
  }
}
