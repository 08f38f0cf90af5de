/**
 * An agent of our own, {@link duet.embedded.EmbeddedAgent}: it speaks the connection protocol of a
 * Cloud Agent over real HTTP, so that either side can be a real one.
 */
package duet.embedded;
