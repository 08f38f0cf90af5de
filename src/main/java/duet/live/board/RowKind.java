package duet.live.board;

/** What a row is about. */
public enum RowKind {
  CONNECTION,
  /** A credential whose connection isn't known. */
  CREDENTIAL,
  /** A proof whose connection isn't known. */
  PROOF
}
