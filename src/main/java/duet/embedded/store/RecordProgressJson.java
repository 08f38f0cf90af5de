package duet.embedded.store;

import static duet.embedded.store.RecordJson.optional;
import static duet.embedded.store.RecordJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duet.embedded.protocol.RecordProgress;
import duet.embedded.protocol.SendFailure;
import java.time.Instant;
import java.util.Optional;

/** When a record changed and how it fares, as fields of its entry. Absent ones are left out. */
final class RecordProgressJson {

  private RecordProgressJson() {}

  static void write(RecordProgress progress, ObjectNode json) {
    json.put("createdAt", progress.createdAt().toString());
    progress.updatedAt().ifPresent(time -> json.put("updatedAt", time.toString()));
    json.put("retries", progress.retries());
    progress.lastFailure().ifPresent(failure -> json.set("lastFailure", RecordJson.bind(failure)));
    json.put("unanswered", progress.unanswered());
  }

  static RecordProgress read(JsonNode json) {
    return new RecordProgress(
        Instant.parse(text(json, "createdAt")),
        optional(json, "updatedAt").map(Instant::parse),
        json.path("retries").intValue(),
        Optional.ofNullable(json.get("lastFailure"))
            .map(failure -> RecordJson.bind(failure, SendFailure.class)),
        json.path("unanswered").intValue());
  }
}
