/**
 * A connection that is kept in a file, to come back to it another day: {@link duet.session.Session}
 * is what is known of it, {@link duet.session.SessionFile} keeps it, and {@link
 * duet.session.SessionState} says in the words of older tools how far it has come. Imports {@code
 * duet.handshake}, {@code duet.agent}, invitations and whole files only.
 */
package duet.session;
