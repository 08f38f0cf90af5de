package duet.live.page;

import duet.live.board.AgentHealth;
import duet.live.board.Detail;
import duet.live.board.Row;
import duet.live.board.SeenMessage;
import duet.report.HtmlTemplate;
import duet.report.HtmlTemplate.Markup;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
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
public final class BoardPages {

  private static final HtmlTemplate TEMPLATES = new HtmlTemplate(BoardPages.class);

  private final Clock clock;
  private final Optional<URI> join;

  /**
   * @param join where the room joins, if the room can reach it
   */
  public BoardPages(Clock clock, Optional<URI> join) {
    this.clock = clock;
    this.join = join;
  }

  /** The page {@code /}. */
  public String board(Viewer viewer, List<Row> rows, List<AgentHealth> agents) {
    var content =
        Map.of(
            "leads",
            viewer.leads(),
            "joined",
            viewer == Viewer.PARTICIPANT,
            "join",
            join,
            "agents",
            health(agents),
            "rows",
            views(rows));
    return page("board", "Duet", Optional.of("/events"), content);
  }

  /** Rows of the board's table, the same for every viewer. */
  public String rows(List<Row> rows) {
    return TEMPLATES.fill("rows", Map.of("rows", views(rows)));
  }

  /** A row of the board's table, the same for every viewer. */
  public String row(Row row) {
    return TEMPLATES.fill("row", new HtmlRow(row, clock.instant()));
  }

  /** Whether both agents answer. */
  public String agents(List<AgentHealth> agents) {
    return TEMPLATES.fill("agents", Map.of("agents", health(agents)));
  }

  /** The page {@code /pairs/ID}. */
  public String pair(Viewer viewer, Detail detail) {
    var view = new HtmlPair("pair", viewer, detail, clock);
    return page(
        "pair",
        view.name().excerpt(),
        Optional.of("/events?pair=" + detail.row().id()),
        Map.of("body", new Markup(pairBody(view))));
  }

  /**
   * What of {@link #pair} changes: for a leader it is the invitation with its code, until that is
   * answered.
   */
  public String pairBody(Viewer viewer, Detail detail) {
    return pairBody(new HtmlPair("pair", viewer, detail, clock));
  }

  /**
   * The page {@code /pairs/ID/messages/N}, of which a script shows the {@code article} in place.
   *
   * @param whole whether long texts are whole, at {@code ?whole}
   */
  public String message(Viewer viewer, Row row, SeenMessage message, boolean whole) {
    return page(
        "message",
        message.name(),
        Optional.empty(),
        new HtmlMessage(viewer, row, message, whole, clock));
  }

  /**
   * The page {@code /join}.
   *
   * @param own the participant's pair, whose form for a new one is there once it is over
   */
  public String join(Optional<Detail> own) {
    return page(
        "join",
        "Join",
        own.map(detail -> "/events?own"),
        Map.of("body", own.map(this::joinBody).map(Markup::new), "claim", ""));
  }

  /** The page {@code /join/code}: a code for the room, which leads to {@link #join}. */
  public String joinCode(URI url) {
    return page("joincode", "Join", Optional.empty(), Map.of("url", url));
  }

  /** What of {@link #join} changes. */
  public String joinBody(Detail own) {
    var view = new HtmlPair("own", Viewer.PARTICIPANT, own, clock);
    return TEMPLATES.fill(view.open() ? "invitation" : "own", view);
  }

  /**
   * A page for a request that was refused.
   *
   * @param what happened, in a few words; {@code whatToTry}, in a sentence
   */
  public String problem(int status, String what, String whatToTry) {
    return problem(status, what, whatToTry, "");
  }

  /**
   * The same, with what is behind it.
   *
   * @param details technical words, in small print; may be empty
   */
  public String problem(int status, String what, String whatToTry, String details) {
    return page(
        "problem",
        what,
        Optional.empty(),
        Map.of(
            "status",
            status,
            "what",
            what,
            "whatToTry",
            whatToTry,
            "details",
            Optional.of(details).filter(text -> !text.isEmpty())));
  }

  private String page(String template, String title, Optional<String> stream, Object content) {
    return TEMPLATES.fill(
        template, new PageFrame(title, template, clock.instant(), stream, content));
  }

  private static String pairBody(HtmlPair view) {
    return TEMPLATES.fill(view.leads() && view.open() ? "invitation" : "lanes", view);
  }

  private List<HtmlRow> views(List<Row> rows) {
    var now = clock.instant();
    return rows.stream().map(row -> new HtmlRow(row, now)).toList();
  }

  private List<HtmlAgent> health(List<AgentHealth> agents) {
    return agents.stream().map(agent -> new HtmlAgent(agent, clock.getZone())).toList();
  }
}
