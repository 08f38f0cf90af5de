package duet.live.page;

/** For whom a page is. */
public enum Viewer {
  /** Sees and does everything. */
  LEADER,
  /** Sees the board and its own invitation; joins. */
  PARTICIPANT,
  /** Sees the board; neither claims, plaintexts nor invitations. */
  ONLOOKER;

  public boolean leads() {
    return this == LEADER;
  }
}
