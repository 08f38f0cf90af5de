/**
 * What our own HTTP servers share: where they listen, what they limit, and {@link
 * duet.embedded.http.BodyHandler}, which reads requests. It knows neither agents nor mediators.
 */
package duet.embedded.http;
