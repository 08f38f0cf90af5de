/**
 * The embedded mediator: {@link duet.embedded.mediator.MediatorServer} takes messages for wallets,
 * which have no address of their own. The rules are in {@code duet.embedded.protocol}.
 */
package duet.embedded.mediator;
