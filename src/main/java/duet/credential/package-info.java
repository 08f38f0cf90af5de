/**
 * What credentials and presentations are made of, as Cloud Agents and Identus wallets spell them:
 * text in, values out, no network and no clock. Start with {@link duet.credential.PrismDid} and
 * {@link duet.credential.CredentialJwt}; whatever isn't right is an {@link
 * duet.credential.InvalidCredentialException} with its reason. Types of Bouncy Castle and protobuf
 * stay inside.
 */
package duet.credential;
