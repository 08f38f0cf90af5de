package duet.credential;

import com.fasterxml.jackson.databind.JsonNode;
import duet.didcomm.Excerpt;
import duet.didcomm.JsonObject;
import duet.didcomm.MalformedException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The canonical N-Quads (URDNA2015) of a status list. A list has one shape, so a template gives
 * them, without JSON-LD and its contexts; what has another shape, or would need escapes, is
 * refused.
 */
final class StatusListQuads {
  private static final List<String> FIELDS =
      List.of("@context", "type", "id", "issuer", "issuanceDate", "credentialSubject");
  private static final List<String> SUBJECT_FIELDS =
      List.of("type", "statusPurpose", "encodedList");

  private static final Pattern IRI =
      Pattern.compile("[a-z][a-z0-9+.-]*:[^\\x00-\\x20<>\"{}|^`\\\\]+");
  private static final Pattern LITERAL = Pattern.compile("[\\w=:.+-]+");

  private static final String TEMPLATE =
      """
      <%1$s> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> \
      <https://w3id.org/vc/status-list#StatusList2021Credential> .
      <%1$s> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> \
      <https://www.w3.org/2018/credentials#VerifiableCredential> .
      <%1$s> <https://www.w3.org/2018/credentials#credentialSubject> _:c14n0 .
      <%1$s> <https://www.w3.org/2018/credentials#issuanceDate> \
      "%2$s"^^<http://www.w3.org/2001/XMLSchema#dateTime> .
      <%1$s> <https://www.w3.org/2018/credentials#issuer> <%3$s> .
      _:c14n0 <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> \
      <https://w3id.org/vc/status-list#StatusList2021> .
      _:c14n0 <https://w3id.org/vc/status-list#encodedList> "%4$s" .
      _:c14n0 <https://w3id.org/vc/status-list#statusPurpose> "%5$s" .
      """;

  private StatusListQuads() {}

  /**
   * @param list without its proof
   */
  static String of(JsonObject list) {
    JsonObject subject = list.object("credentialSubject");
    requireFields(list, FIELDS);
    requireFields(subject, SUBJECT_FIELDS);
    requireTexts(list, "@context", StatusList.CONTEXT);
    requireTexts(list, "type", StatusList.TYPE);
    subject.require("type", StatusList.SUBJECT_TYPE);
    return TEMPLATE.formatted(
        matching(list, "id", IRI),
        matching(list, "issuanceDate", LITERAL),
        matching(list, "issuer", IRI),
        matching(subject, "encodedList", LITERAL),
        matching(subject, "statusPurpose", LITERAL));
  }

  private static void requireFields(JsonObject json, List<String> names) {
    Set<String> others = new HashSet<>();
    json.node().fieldNames().forEachRemaining(others::add);
    names.forEach(others::remove);
    if (!others.isEmpty()) {
      throw MalformedException.invalid(
          json.part(), "without fields but " + names, "with " + Excerpt.of(others.toString()));
    }
  }

  private static void requireTexts(JsonObject json, String name, List<String> texts) {
    if (!json.optionalTexts(name).equals(Optional.of(texts))) {
      throw json.invalid(name, texts.toString());
    }
  }

  private static String matching(JsonObject json, String name, Pattern form) {
    JsonNode value = json.get(name);
    boolean plain = value.isTextual() || value.isIntegralNumber();
    if (!plain || !form.matcher(value.asText()).matches()) {
      throw json.invalid(name, "without characters to escape");
    }
    return value.asText();
  }
}
