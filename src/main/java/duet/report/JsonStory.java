package duet.report;

import duet.agent.Cause;
import duet.agent.Connection;
import duet.exchange.Diagnosis;
import duet.exchange.Side;
import duet.exchange.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The story as the fields of a JSON document, which {@link Report} describes. */
record JsonStory(
    String outcome,
    Optional<Cause> cause,
    Optional<Side> side,
    Optional<List<String>> evidence,
    Optional<String> advice,
    double afterMillis,
    boolean didsMatch,
    List<State> timeline,
    List<Text> remarks,
    int calls,
    Map<Side, Double> latenessMillis,
    Optional<Connection> inviter,
    Optional<Connection> invitee) {

  static JsonStory of(Story story) {
    var lateness = new TreeMap<Side, Double>();
    story.lateness().forEach((side, late) -> lateness.put(side, millis(late)));
    return new JsonStory(
        story.outcome().wire(),
        story.diagnosis().map(Diagnosis::cause),
        story.diagnosis().flatMap(Diagnosis::side),
        story.diagnosis().map(Diagnosis::evidence),
        story.diagnosis().map(diagnosis -> diagnosis.cause().advice()),
        millis(story.after()),
        story.didsMatch(),
        story.entries().stream().map(State::of).toList(),
        story.remarks().stream().map(Text::of).toList(),
        story.calls(),
        lateness,
        story.inviter(),
        story.invitee());
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }

  record State(Side side, String state, double atMillis, Timeline.Source source) {
    static State of(Timeline.Entry entry) {
      return new State(entry.side(), entry.state(), millis(entry.at()), entry.source());
    }
  }

  record Text(Optional<Side> side, String text, double atMillis) {
    static Text of(Timeline.Remark remark) {
      return new Text(remark.side(), remark.text(), millis(remark.at()));
    }
  }
}
