/** Text that came from outside: {@link duet.text.SafeText} makes it fit to be shown. */
package duet.text;
