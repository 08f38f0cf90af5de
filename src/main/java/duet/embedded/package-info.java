/**
 * An agent of our own, {@link duet.embedded.EmbeddedAgent}: it speaks the connection protocol of a
 * Cloud Agent over real HTTP, so that either side can be a real one. Of the house it imports only
 * {@code duet.didcomm}; everybody else reaches it over HTTP.
 */
package duet.embedded;
