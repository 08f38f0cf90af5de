/**
 * How an invitation travels: {@link duet.delivery.Delivery} is the interface, for people to
 * implement too; {@code Offer}, {@code Link}, {@code Qr}, {@code Sms} and {@code Email} are what
 * comes with Duet. Imports {@code duet.agent}, invitations and whole files only; settings are
 * handed in as records.
 */
package duet.delivery;
