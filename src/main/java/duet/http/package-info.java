/**
 * Calls of others over HTTP, for embedded agents and for Duet alike: {@link duet.http.HttpClients}.
 * {@link duet.http.Causes} says why one failed.
 */
package duet.http;
