package duet.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.agent.CredentialOffer;
import duet.credential.CredentialJwt;
import duet.credential.PrismDid;
import duet.credential.StatusEntry;
import duet.text.SafeText;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a credential says, decoded and neither verified nor trusted.
 *
 * @param issuer its DID, as it stands in the credential
 * @param subject the holder's DID
 * @param expires empty if it is valid for ever
 * @param status where it can be looked up whether it was revoked
 */
record DecodedCredential(
    String issuer,
    String subject,
    ObjectNode claims,
    Optional<Instant> validFrom,
    Optional<Instant> expires,
    List<String> schemas,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Status> status) {

  private static final int LONGEST_VALUE = 300;
  private static final int LONGEST_SCHEMA = 100;

  /** One bit of a status list. */
  record Status(URI list, long index) {

    static Status of(StatusEntry entry) {
      return new Status(entry.list(), entry.index());
    }
  }

  /**
   * @throws duet.credential.InvalidCredentialException if it can't be decoded
   */
  static DecodedCredential of(String jwt) {
    var credential = CredentialJwt.parse(jwt);
    return new DecodedCredential(
        credential.issuer(),
        credential.subject(),
        credential.claims(),
        credential.notBefore(),
        credential.expires(),
        credential.schemaIds(),
        credential.statuses().stream().map(Status::of).toList());
  }

  /** For people, in full. */
  List<String> lines() {
    return lines(did -> did);
  }

  /** For people, with DIDs in their short form. */
  List<String> brief() {
    return lines(PrismDid::canonical);
  }

  private List<String> lines(UnaryOperator<String> dids) {
    var lines = new ArrayList<String>();
    add(lines, "issuer", dids.apply(issuer));
    add(lines, "subject", dids.apply(subject));
    claims
        .properties()
        .forEach(
            claim -> {
              var value = claim.getValue();
              var text = value.isTextual() ? value.textValue() : value.toString();
              add(lines, "claim", SafeText.shorten(claim.getKey() + " = " + text, LONGEST_VALUE));
            });
    validFrom.ifPresent(time -> add(lines, "valid from", time.toString()));
    add(lines, "expires", expires.map(Instant::toString).orElse("never"));
    schemas.forEach(id -> add(lines, "schema", schema(id)));
    status.forEach(bit -> add(lines, "status", bit.list() + ", index " + bit.index()));
    return lines;
  }

  private static String schema(String id) {
    return id.equals(CredentialOffer.ANY_CLAIMS)
        ? "any claims"
        : SafeText.shorten(id, LONGEST_SCHEMA);
  }

  private static void add(List<String> lines, String name, String value) {
    lines.add("  %-10s  %s".formatted(name, Console.safe(value)));
  }
}
