/**
 * The part of DIDComm v2 that connecting two agents needs: text in, values out, no network and no
 * clock. Start with {@link duet.didcomm.Invitation} and {@link duet.didcomm.PeerDid}; {@link
 * duet.didcomm.Envelope} encrypts and decrypts a {@link duet.didcomm.Message}. Of the rest, only
 * {@code duet.credential} touches Nimbus and Bouncy Castle, too; their types stay inside.
 */
package duet.didcomm;
