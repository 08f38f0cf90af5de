package duet.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the check created at the agent, deleted again as far as the agent allows. */
final class CreatedRecords {

  private final RawHttp http;
  private final Set<String> connections = new LinkedHashSet<>();
  private final Set<String> webhooks = new LinkedHashSet<>();
  private final Set<String> kept = new LinkedHashSet<>();

  CreatedRecords(RawHttp http) {
    this.http = http;
  }

  /** Records what an answer says was created. */
  HttpReply record(HttpReply answer) {
    connections.add(answer.text("/connectionId"));
    connections.remove("");
    return answer;
  }

  HttpReply recordWebhook(HttpReply answer) {
    if (answer.status() == 200) {
      webhooks.add(answer.text("/id"));
    }
    return answer;
  }

  /** Keeps a connection until the end. */
  void keep(String connection) {
    kept.add(connection);
  }

  /** Deletes what isn't kept; what the agent refuses is tried once more at the end. */
  void deleteUnused() {
    webhooks.removeIf(id -> isDeleted(http.delete("/events/webhooks/" + id)));
    connections.removeIf(id -> !kept.contains(id) && isDeleted(http.delete("/connections/" + id)));
  }

  /** Deletes everything, and returns what the agent refuses to delete. */
  List<Leftover> deleteAll() {
    kept.clear();
    deleteUnused();
    var leftovers = new ArrayList<Leftover>();
    for (String id : connections) {
      leftovers.add(new Leftover("connection", id, http.get("/connections/" + id).text("/state")));
    }
    webhooks.forEach(id -> leftovers.add(new Leftover("webhook", id, "registered")));
    return leftovers;
  }

  private static boolean isDeleted(HttpReply answer) {
    return answer.status() / 100 == 2 || answer.status() == 404;
  }
}
