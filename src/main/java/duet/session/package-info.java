/**
 * A connection kept in a file, to continue it another day: {@link duet.session.Session} is what is
 * known of it, {@link duet.session.SessionFile} stores it, and {@link duet.session.SessionState}
 * says how far it has come, in the states of Indy's LibVCX.
 */
package duet.session;
