/** What an embedded agent keeps: {@link duet.embedded.store.ConnectionStore}. */
package duet.embedded.store;
