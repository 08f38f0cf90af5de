/**
 * An agent behind a mediator: {@link duet.embedded.mediated.Registration} has its DIDs registered
 * there, and {@link duet.embedded.mediated.MessagePoll} picks its messages up.
 */
package duet.embedded.mediated;
