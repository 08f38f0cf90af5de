/**
 * DIDComm v2 as far as connecting two agents needs it: texts in, values out, no network and no
 * clock. Start with {@link duet.didcomm.Invitation} and {@link duet.didcomm.PeerDid}; {@link
 * duet.didcomm.Envelope} seals and opens what a {@link duet.didcomm.Message} says. Only this
 * package touches Nimbus and Bouncy Castle, whose types stay inside.
 */
package duet.didcomm;
