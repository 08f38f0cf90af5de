/**
 * Load, and the machine's own limit: {@link duet.bench.Bench} runs many handshakes between two
 * agents and tells how fast they were, and how fast this machine could be at best. Imports what
 * stands under the command line, and {@code duet.didcomm} for the limit.
 */
package duet.bench;
