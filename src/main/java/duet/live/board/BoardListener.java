package duet.live.board;

/** Is told of a board's changes, on threads of the board, which wait for it. */
public interface BoardListener {

  /** A row is new, or anything of it changed, its {@link Detail} included. */
  void changed(Row row);

  void removed(String id);

  /** An agent stopped or began to answer. */
  void agents();
}
