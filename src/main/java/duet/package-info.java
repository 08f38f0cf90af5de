/**
 * The front door: {@code AgentPair} opens two agents and closes what it opened. {@code
 * AgentSelection} does it for one or two, and says where each comes from.
 */
package duet;
