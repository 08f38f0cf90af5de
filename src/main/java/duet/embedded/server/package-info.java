/**
 * The embedded agent's HTTP side: {@link duet.embedded.server.AgentServer} serves REST and DIDComm
 * as a Cloud Agent does, and sends the agent's own messages.
 */
package duet.embedded.server;
