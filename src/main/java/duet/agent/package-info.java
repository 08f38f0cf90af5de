/**
 * One agent over its REST API: {@link duet.agent.Agent} is the entry type, {@link
 * duet.agent.Preflight} says what is wrong with one that doesn't answer. The only user of the
 * generated client, none of whose types leave this package; of {@code duet.didcomm} it knows
 * invitations.
 */
package duet.agent;
