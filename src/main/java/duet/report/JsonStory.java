package duet.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.exchange.Diagnosis;
import duet.exchange.Side;

/** The story as a JSON document; {@link Report} tells its fields. */
final class JsonStory {

  private JsonStory() {}

  static ObjectNode of(Story story) {
    var json = JsonDocument.object().put("outcome", story.outcome().wire());
    story.diagnosis().ifPresent(diagnosis -> diagnosis(json, diagnosis));
    json.put("afterMillis", JsonDocument.millis(story.after()));
    json.put("didsMatch", story.didsMatch());
    entries(json, story);
    remarks(json, story);
    json.put("calls", story.calls());
    var lateness = json.putObject("latenessMillis");
    for (Side side : Side.values()) {
      var late = story.lateness().get(side);
      if (late != null) {
        lateness.put(side.toString(), JsonDocument.millis(late));
      }
      story.side(side).ifPresent(seen -> json.set(side.toString(), JsonDocument.connection(seen)));
    }
    return json;
  }

  private static void diagnosis(ObjectNode json, Diagnosis diagnosis) {
    json.put("cause", diagnosis.cause().name());
    JsonDocument.put(json, "side", diagnosis.side().map(Side::toString));
    var evidence = json.putArray("evidence");
    diagnosis.evidence().forEach(evidence::add);
    json.put("advice", diagnosis.cause().advice());
  }

  private static void entries(ObjectNode json, Story story) {
    var entries = json.putArray("timeline");
    for (var entry : story.entries()) {
      entries
          .addObject()
          .put("side", entry.side().toString())
          .put("state", entry.state())
          .put("atMillis", JsonDocument.millis(entry.at()))
          .put("source", entry.source().toString());
    }
  }

  private static void remarks(ObjectNode json, Story story) {
    var remarks = json.putArray("remarks");
    for (var remark : story.remarks()) {
      var one = remarks.addObject();
      JsonDocument.put(one, "side", remark.side().map(Side::toString));
      one.put("text", remark.text()).put("atMillis", JsonDocument.millis(remark.at()));
    }
  }
}
