package duet.embedded.store;

import java.time.Instant;

/**
 * A wallet that a mediator takes messages for.
 *
 * @param did with which the wallet speaks to the mediator
 */
record MediatorAccount(String did, Instant createdAt) {

  static final Index BY_DID = Index.uniqueBy("did");
  static final Index.Key ALL = Index.by().key();

  static final RecordType<MediatorAccount> TYPE =
      RecordType.of("accounts", MediatorAccount.class, BY_DID, ALL.index());
}
