/**
 * What goes wrong on request, for workshops and for tests of whoever has to notice: a {@link
 * duet.embedded.fault.Fault} is one, {@link duet.embedded.fault.Faults} puts them around the parts
 * of an agent, which know nothing of it. Imports {@code duet.embedded.outgoing}.
 */
package duet.embedded.fault;
