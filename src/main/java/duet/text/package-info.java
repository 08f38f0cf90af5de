/**
 * Text that came from outside: {@link duet.text.SafeText} makes it fit to be shown, {@link
 * duet.text.HttpUrl} and {@link duet.text.TcpPort} read it.
 */
package duet.text;
