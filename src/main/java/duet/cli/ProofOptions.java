package duet.cli;

import duet.agent.ProofRequest;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What a verifier asks for. */
final class ProofOptions {

  @Option(
      names = "--trust",
      paramLabel = "DID",
      converter = Converters.Did.class,
      description =
          "A DID whose credentials the verifier takes, as it stands in them, and no others but"
              + " those of further --trust; goes with a schema, by default the credential's"
              + " (default: anybody's).")
  private List<String> trusted = new ArrayList<>();

  @Option(
      names = "--challenge",
      paramLabel = "TEXT",
      converter = Converters.SomeText.class,
      description = "What the presentation has to repeat (default: a new random one).")
  private String challenge;

  @Option(
      names = "--domain",
      paramLabel = "TEXT",
      converter = Converters.SomeText.class,
      description = "Whom the presentation is for (default: " + ProofRequest.DOMAIN + ").")
  private String domain;

  /** Whether only certain issuers are trusted, which needs a schema. */
  boolean trustsFew() {
    return !trusted.isEmpty();
  }

  /**
   * The request that the options describe.
   *
   * @param schemas of which each credential must have one; empty if any will do
   */
  ProofRequest request(List<String> schemas) {
    var request = ProofRequest.create().withSchemas(schemas, trusted);
    if (challenge != null) {
      request = request.withChallenge(challenge);
    }
    return domain == null ? request : request.withDomain(domain);
  }
}
