/** The front door: {@code AgentPair} opens two agents and closes what it opened. */
package duet;
