package duet.embedded.protocol;

import java.util.List;
import java.util.Optional;

/**
 * What a proof request asks of a presentation.
 *
 * @param options that the presentation has to repeat; without them it must have no nonce
 * @param schemaIds of which each credential must have one; empty if any will do
 * @param trustedIssuers the DIDs, in either form, of which each issuer must be one; empty if
 *     anybody will do
 */
public record PresentationRequirements(
    Optional<Options> options, List<String> schemaIds, List<String> trustedIssuers) {

  public PresentationRequirements {
    schemaIds = List.copyOf(schemaIds);
    trustedIssuers = List.copyOf(trustedIssuers);
  }

  /**
   * @param challenge what the nonce must be
   * @param domain what must be in the audience
   */
  public record Options(String challenge, String domain) {}
}
