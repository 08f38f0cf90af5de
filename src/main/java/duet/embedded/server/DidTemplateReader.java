package duet.embedded.server;

import com.fasterxml.jackson.databind.JsonNode;
import duet.credential.InvalidCredentialException;
import duet.credential.KeyCurve;
import duet.credential.KeyPurpose;
import duet.credential.PrismService;
import duet.embedded.protocol.DidTemplate;
import duet.text.SafeText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** Reads the template of a new did:prism from a request. */
final class DidTemplateReader {

  private DidTemplateReader() {}

  /**
   * @throws duet.embedded.protocol.Refusal with 400 or 422
   */
  static DidTemplate read(RequestObject template) {
    var keys = template.objects("publicKeys").stream().map(DidTemplateReader::key).toList();
    var services = template.objects("services").stream().map(DidTemplateReader::service).toList();
    requireEmpty(template, "internalKeys");
    requireEmpty(template, "contexts");
    return new DidTemplate(keys, services);
  }

  private static DidTemplate.Key key(RequestObject key) {
    var id = key.text("id");
    var purpose = key.text("purpose");
    var curve = key.optionalText("curve").orElse(KeyCurve.SECP256K1.wireName());
    return new DidTemplate.Key(
        id,
        KeyPurpose.ofRestName(purpose)
            .filter(DidTemplate::isPurpose)
            .orElseThrow(() -> unknown(key, "purpose", purpose)),
        KeyCurve.ofWireName(curve).orElseThrow(() -> unknown(key, "curve", curve)));
  }

  private static RuntimeException unknown(RequestObject key, String field, String value) {
    return key.invalid("Unknown " + field + ": " + SafeText.excerpt(value), field);
  }

  private static PrismService service(RequestObject service) {
    var id = service.text("id");
    var type = service.text("type");
    var endpoint =
        service.get("serviceEndpoint").orElseThrow(() -> service.missing("serviceEndpoint"));
    requireUris(service, endpoint);
    try {
      return new PrismService(
          id, type, List.of(endpoint.isTextual() ? endpoint.textValue() : endpoint.toString()));
    } catch (InvalidCredentialException e) {
      throw DidTemplate.unprocessable(e.getMessage());
    }
  }

  /** A URI, an array of URIs, or an object, as DID documents have it. */
  private static void requireUris(RequestObject service, JsonNode endpoint) {
    boolean valid =
        endpoint.isObject()
            || isUri(endpoint)
            || endpoint.isArray()
                && !endpoint.isEmpty()
                && endpoint.valueStream().allMatch(one -> one.isObject() || isUri(one));
    if (!valid) {
      throw service.invalid("expected a URI, an object, or several of them", "serviceEndpoint");
    }
  }

  private static boolean isUri(JsonNode value) {
    try {
      return value.isTextual() && new URI(value.textValue()).isAbsolute();
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** What a true agent would write into the DID, and this one doesn't. */
  private static void requireEmpty(RequestObject template, String field) {
    if (template.get(field).filter(value -> !value.isArray() || !value.isEmpty()).isPresent()) {
      throw template.invalid("expected none, since this agent makes DIDs without", field);
    }
  }
}
