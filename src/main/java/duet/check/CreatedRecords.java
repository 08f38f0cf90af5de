package duet.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the check made at the agent, and takes away again as far as the agent lets it. */
final class CreatedRecords {

  private final RawHttp http;
  private final Set<String> connections = new LinkedHashSet<>();
  private final Set<String> webhooks = new LinkedHashSet<>();
  private final Set<String> kept = new LinkedHashSet<>();

  CreatedRecords(RawHttp http) {
    this.http = http;
  }

  /** Notes whatever an answer says was made. */
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

  /** Not to be deleted before the end. */
  void keep(String connection) {
    kept.add(connection);
  }

  /** Deletes what may go by now; what an agent refuses is asked for once more at the end. */
  void sweep() {
    webhooks.removeIf(id -> gone(http.delete("/events/webhooks/" + id)));
    connections.removeIf(id -> !kept.contains(id) && gone(http.delete("/connections/" + id)));
  }

  /** Deletes all that can be, and gives the rest. */
  List<Leftover> end() {
    kept.clear();
    sweep();
    var left = new ArrayList<Leftover>();
    for (String id : connections) {
      left.add(new Leftover("connection", id, http.get("/connections/" + id).text("/state")));
    }
    webhooks.forEach(id -> left.add(new Leftover("webhook", id, "registered")));
    return left;
  }

  private static boolean gone(HttpReply answer) {
    return answer.status() / 100 == 2 || answer.status() == 404;
  }
}
