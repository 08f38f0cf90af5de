package duet.embedded.server;

import duet.embedded.protocol.VerificationRules;
import java.net.URI;
import java.util.Optional;

/**
 * How an agent verifies presentations.
 *
 * @param node a NeoPRISM node that resolves did:prism in short form; empty for none
 */
public record VerifierSettings(VerificationRules rules, Optional<URI> node) {}
