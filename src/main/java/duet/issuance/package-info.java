/**
 * An offer that becomes a credential: {@link duet.issuance.Issuance} offers it, accepts it, and
 * waits for both sides, as {@link duet.issuance.IssuanceOptions} say, until the holder has the
 * credential, can't get it any more, or time is up. DIDs that are needed are found or made.
 */
package duet.issuance;
