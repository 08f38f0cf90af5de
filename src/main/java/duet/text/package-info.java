/**
 * Foreign text: {@link duet.text.SafeText} makes it safe to show, {@link duet.text.HttpUrl}, {@link
 * duet.text.TcpPort} and {@link duet.text.PlaceholderHost} check it.
 */
package duet.text;
