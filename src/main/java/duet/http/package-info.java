/**
 * Calls of others over HTTP, for embedded agents and for Duet alike: {@link duet.http.HttpClients}.
 * Imports nothing of the house.
 */
package duet.http;
