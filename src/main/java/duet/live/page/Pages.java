package duet.live.page;

import duet.live.board.AgentHealth;
import duet.live.board.Detail;
import duet.live.board.Row;
import duet.live.board.SeenMessage;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Every page of {@code duet live}, and the fragments that keep them up to date. Pages need the
 * {@link Asset}s and nothing else; they hold neither scripts nor styles of their own, so that a
 * content security policy may forbid both.
 *
 * <p>A page names its event stream, which is {@code /events}, {@code /events?pair=ID} or {@code
 * /events?own}. These are the events it understands; data is HTML unless said otherwise:
 *
 * <ul>
 *   <li>{@code board}: {@link #rows}, replaces all rows
 *   <li>{@code row}: {@link #row}, replaces the row of the same id, or comes on top
 *   <li>{@code gone}: the id of a row that was removed, as text
 *   <li>{@code agents}: {@link #agents}
 *   <li>{@code pair}: {@link #pairBody}
 *   <li>{@code own}: {@link #joinBody}
 *   <li>{@code beat}: without data, at most 10 s apart; a page that missed three connects anew
 * </ul>
 *
 * <p>Its forms post to {@code /join} and {@code /invite} with a field {@code name}, to {@code
 * /pairs/ID/accept}, {@code delete} and {@code present} without fields, and to {@code
 * /pairs/ID/issue} with a field for each claim.
 */
public final class Pages {

  private final Clock clock;
  private final Optional<URI> join;

  /**
   * @param join where the room joins, if the room can reach it
   */
  public Pages(Clock clock, Optional<URI> join) {
    this.clock = clock;
    this.join = join;
  }

  /** The page {@code /}. */
  public String board(Viewer viewer, List<Row> rows, List<AgentHealth> agents) {
    return "";
  }

  /** Rows of the board's table, the same for every viewer. */
  public String rows(List<Row> rows) {
    return "";
  }

  /** A row of the board's table, the same for every viewer. */
  public String row(Row row) {
    return "";
  }

  /** Whether both agents answer. */
  public String agents(List<AgentHealth> agents) {
    return "";
  }

  /** The page {@code /pairs/ID}. */
  public String pair(Viewer viewer, Detail detail) {
    return "";
  }

  /**
   * What of {@link #pair} changes: for a leader it is the invitation with its code, until that is
   * answered.
   */
  public String pairBody(Viewer viewer, Detail detail) {
    return "";
  }

  /**
   * The page {@code /pairs/ID/messages/N}, of which a script shows the {@code article} in place.
   *
   * @param whole whether long texts are whole, at {@code ?whole}
   */
  public String message(Viewer viewer, Row row, SeenMessage message, boolean whole) {
    return "";
  }

  /**
   * The page {@code /join}.
   *
   * @param own the participant's pair, whose form for a new one is there once it is over
   */
  public String join(Optional<Detail> own) {
    return "";
  }

  /** What of {@link #join} changes. */
  public String joinBody(Detail own) {
    return "";
  }

  /**
   * A page for a request that was refused.
   *
   * @param what happened, and {@code whatToTry}: a sentence each
   */
  public String problem(int status, String what, String whatToTry) {
    return "";
  }
}
