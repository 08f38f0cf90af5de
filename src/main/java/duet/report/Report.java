package duet.report;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.agent.AgentException;
import duet.exchange.Diagnosis;
import duet.exchange.ExchangeException;
import duet.exchange.Progress;
import duet.exchange.SidePair;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The story of a handshake, an issuance or a presentation: what was seen of each side and when, how
 * it ended, and if it failed, why and what to try. No keys are in it, since a pair has none; a
 * credential is.
 *
 * <pre>{@code
 * Report.of(agents.connect("Connect with Bob")).writeTo(Path.of("handshake.html"));
 * }</pre>
 *
 * <p>The JSON document has these fields; those marked {@code ?} are left out where there is nothing
 * to tell:
 *
 * <ul>
 *   <li>{@code outcome}: {@code connected}, {@code issued}, {@code verified}, {@code sent} (to a
 *       verifier that is not seen), {@code dead-end}, {@code timed-out}, {@code error} (an agent
 *       could not be used), {@code interrupted} or {@code underway}
 *   <li>{@code cause?}: the name of a {@link duet.agent.Cause}; {@code side?}: such as {@code
 *       inviter}, whose fault it is; {@code evidence?}: what shows it, an array of strings; {@code
 *       advice?}: what to try
 *   <li>{@code afterMillis}: from the beginning to the end
 *   <li>{@code didsMatch?}: of a handshake, whether each side's own DID is the other's peer
 *   <li>{@code timeline}: the states seen, as {@code {side, state, atMillis, source}}; a source is
 *       {@code call}, {@code poll} or {@code webhook}
 *   <li>{@code remarks}: as {@code {side?, text, atMillis}}
 *   <li>{@code calls}: to both agents
 *   <li>{@code latenessMillis}: by side, between an agent's own time of its last change and when
 *       that was seen
 *   <li>{@code inviter?}, {@code invitee?}: the connections as last seen, as {@code {connectionId,
 *       thid, label?, goalCode?, goal?, myDid?, theirDid?, role, state, invitationUrl, createdAt?,
 *       updatedAt?, metaRetries?, lastFailure?, others?}}; absent if that side is unseen
 *   <li>{@code issuer?}, {@code holder?}, {@code verifier?}, {@code prover?}: the records of the
 *       credential or the proof instead
 *   <li>{@code mediators?}: those that pass messages on to a side, in the order in which they get
 *       them, as {@code {side, did, address?}}; the address is where messages are posted
 *   <li>{@code before?}: the same of each exchange that ended before it
 * </ul>
 */
@JsonAutoDetect(getterVisibility = JsonAutoDetect.Visibility.NONE)
public final class Report {

  @JsonUnwrapped private final Story story;

  @JsonProperty
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  private final List<Story> before;

  private Report(Story story) {
    this(story, List.of());
  }

  private Report(Story story, List<Story> before) {
    this.story = story;
    this.before = before;
  }

  /** Of a pair that is complete, as {@code Handshake.await} and its like give it. */
  public static Report of(SidePair<?> complete) {
    return of(complete, new Progress.Complete());
  }

  /** Of a pair and what it has come to so far. */
  public static Report of(SidePair<?> pair, Progress progress) {
    return new Report(Story.of(pair, progress));
  }

  /** Of a dead end, or of one that timed out. */
  public static Report of(ExchangeException failure) {
    return new Report(Story.of(failure));
  }

  /** Of an exchange that nobody goes on with. */
  public static Report timedOut(SidePair<?> lastSeen, Duration after, Diagnosis diagnosis) {
    return new Report(Story.timedOut(lastSeen, after, diagnosis));
  }

  /** Of an exchange that ended since an agent could not be used any more. */
  public static Report of(SidePair<?> lastSeen, AgentException failure) {
    return new Report(Story.of(lastSeen, failure));
  }

  /** Of an exchange that was broken off just now. */
  public static Report interrupted(SidePair<?> lastSeen) {
    return new Report(Story.interrupted(lastSeen));
  }

  /** What it is about: {@code handshake}, {@code issuance} or {@code presentation}. */
  public String subject() {
    return story.kind().toString();
  }

  /** The same with the stories of what ended before it, the first one first. */
  public Report precededBy(List<Report> earlier) {
    return new Report(story, earlier.stream().map(report -> report.story).toList());
  }

  public Outcome outcome() {
    return story.outcome();
  }

  /** How long it took, such as {@code 1.2 s}. */
  public String after() {
    return DisplayText.time(story.after());
  }

  /** Two columns, remarks between, the end last; in lines of at most 100 columns. */
  public String toText() {
    return Stream.concat(before.stream(), Stream.of(story))
        .map(TextStory::of)
        .collect(Collectors.joining("\n"));
  }

  public String toJson() {
    return JsonDocument.text(document()) + "\n";
  }

  /** The JSON document, to become part of another. */
  public ObjectNode document() {
    return JsonDocument.tree(this);
  }

  /** One page that needs nothing else: no script, no other file. */
  public String toHtml() {
    return HtmlStory.page(story, before);
  }

  /** The drawing alone, as an HTML {@code figure} with its style, to become part of a page. */
  public String toFigure() {
    return HtmlStory.figure(story);
  }

  /** The same without its style, for a page that serves {@link #figureStyle}. */
  public String toUnstyledFigure() {
    return HtmlStory.unstyledFigure(story);
  }

  /** The style of every {@link #toUnstyledFigure}, as CSS in UTF-8. */
  public static InputStream figureStyle() {
    return Report.class.getResourceAsStream("figure.css");
  }

  /**
   * Writes it in the format that the file's ending names, {@code .html}, {@code .json} or {@code
   * .txt}.
   *
   * @throws IllegalArgumentException if the ending is another one, or the directory isn't writable
   * @throws java.io.UncheckedIOException if writing fails
   */
  public void writeTo(Path file) {
    ReportFile.of(file).write(this);
  }

  @Override
  public String toString() {
    return toText();
  }
}
