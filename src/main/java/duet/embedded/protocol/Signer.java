package duet.embedded.protocol;

import java.util.Optional;

/**
 * Who signs: a did:prism of the wallet, in either form.
 *
 * @param keyId the fragment alone, which also becomes the JWT's kid; empty for the first key of the
 *     purpose, and no kid
 */
public record Signer(String did, Optional<String> keyId) {}
