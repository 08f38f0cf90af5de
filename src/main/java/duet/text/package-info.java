/**
 * Text that came from outside: {@link duet.text.SafeText} makes it fit to be shown, {@link
 * duet.text.HttpUrl}, {@link duet.text.TcpPort} and {@link duet.text.PlaceholderHost} judge it.
 */
package duet.text;
