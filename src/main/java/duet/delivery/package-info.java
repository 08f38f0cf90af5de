/**
 * How an invitation travels: {@link duet.delivery.Delivery} is the interface, for people to
 * implement too; {@code Offer}, {@code Link}, {@code Qr}, {@code Sms} and {@code Email} are what
 * comes with Duet.
 */
package duet.delivery;
