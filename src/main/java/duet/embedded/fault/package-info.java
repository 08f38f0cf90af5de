/**
 * What goes wrong on request, for workshops and for tests: {@link duet.embedded.fault.Faults} wraps
 * each {@link duet.embedded.fault.Fault} around the parts of an agent, which know nothing of it.
 */
package duet.embedded.fault;
