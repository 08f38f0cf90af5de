/**
 * The agent contract as cases that run against any agent, over REST and DIDComm: {@link
 * duet.check.Check}. It may import what stands under it, and all of {@code duet.didcomm}, since it
 * plays a peer of its own.
 */
package duet.check;
