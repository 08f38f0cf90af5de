package duet.live.board;

import duet.exchange.Side;
import java.util.List;

/** What a row is about. */
public enum RowKind {
  CONNECTION(Side.INVITER, Side.INVITEE),
  /** A credential whose connection isn't known. */
  CREDENTIAL(Side.ISSUER, Side.HOLDER),
  /** A proof whose connection isn't known. */
  PROOF(Side.VERIFIER, Side.PROVER);

  private final List<Side> sides;

  RowKind(Side first, Side second) {
    sides = List.of(first, second);
  }

  /** Both, the one that begins first. */
  public List<Side> sides() {
    return sides;
  }
}
