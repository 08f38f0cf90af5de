/**
 * Outgoing HTTP, for embedded agents and for Duet alike: {@link duet.http.HttpClients}; {@link
 * duet.http.Causes} says why a request failed.
 */
package duet.http;
