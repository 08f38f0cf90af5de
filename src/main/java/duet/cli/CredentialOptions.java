package duet.cli;

import duet.agent.CredentialOffer;
import duet.issuance.IssuanceOptions;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a credential says, and how it is issued. */
final class CredentialOptions {

  private static final Map<String, Object> EXAMPLE = Map.of("name", "Alice");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--claim",
      paramLabel = "NAME=TEXT|NAME:=JSON",
      description =
          "What the credential says of its holder, such as name=Alice or age:=30; once for each"
              + " claim (default: name=Alice).")
  private List<Claim> claims = new ArrayList<>();

  @Option(
      names = "--schema",
      paramLabel = "URL|FILE",
      description =
          "The JSON schema that the claims have to meet; a file becomes part of the credential"
              + " (default: one that all claims meet).")
  private SchemaText schema;

  @Option(
      names = "--validity",
      paramLabel = "DURATION",
      converter = Converters.Validity.class,
      description =
          "How long the credential is valid once it is issued, such as 24h or 365d (default: for"
              + " ever).")
  private Duration validity;

  @Option(
      names = "--key",
      paramLabel = "ed25519|secp256k1",
      description = "The kind of key that the issuer signs with (default: ed25519).")
  private KeyType key;

  @Option(
      names = "--by-hand",
      description =
          "Let the issuer wait with the credential until it is told to issue it, which Duet does.")
  private boolean byHand;

  /**
   * The offer that the options describe.
   *
   * @throws ParameterException if a claim stands twice, or the schema file can't be used
   */
  CredentialOffer offer() {
    try {
      var all = claims.isEmpty() ? EXAMPLE : Claim.byName(claims);
      var offer = CredentialOffer.of(all);
      if (schema != null) {
        offer = offer.withSchema(schema.id());
      }
      if (validity != null) {
        offer = offer.withValidity(validity);
      }
      return byHand ? offer.byHand() : offer;
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  /** How to issue it. */
  IssuanceOptions options() {
    return key == null ? IssuanceOptions.DEFAULT : IssuanceOptions.DEFAULT.withCurve(key.curve());
  }

  /** The id of the schema that was given. */
  Optional<String> schemaId() {
    return Optional.ofNullable(schema).map(given -> offer().schemaId());
  }

  /** The first option given that only makes sense where a credential is issued. */
  Optional<String> onlyToIssue() {
    return Stream.of("--claim", "--validity", "--key", "--by-hand")
        .filter(spec.commandLine().getParseResult()::hasMatchedOption)
        .findFirst();
  }
}
