/**
 * Agents in containers, for tests, with Testcontainers: {@link duet.containers.AgentPairContainers}
 * starts two of them, {@link duet.containers.CloudAgentContainer} is one. May use the front door
 * and what stands under it.
 */
package duet.containers;
