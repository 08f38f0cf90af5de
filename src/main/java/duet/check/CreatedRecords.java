package duet.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the check created at the agent, deleted again as far as the agent allows. */
final class CreatedRecords {

  private static final String CONNECTIONS = "/connections/";
  private static final String WEBHOOKS = "/events/webhooks/";

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
    if (answer.ok()) {
      webhooks.add(answer.text("/id"));
    }
    return answer;
  }

  /** Keeps a connection until the end. */
  void keep(String connection) {
    kept.add(connection);
  }

  /**
   * Deletes what isn't kept; what the agent refuses is tried once more at the end. Whether a
   * webhook is gone is looked up: some agents answer 500 when one is deleted twice.
   */
  void deleteUnused() {
    webhooks.removeIf(this::isWebhookDeleted);
    connections.removeIf(id -> !kept.contains(id) && isDeleted(CONNECTIONS, id));
  }

  /** Deletes everything, and returns what the agent refuses to delete. */
  List<Leftover> deleteAll() {
    kept.clear();
    deleteUnused();
    var leftovers = new ArrayList<Leftover>();
    for (String id : connections) {
      var reply = http.get(CONNECTIONS + id);
      if (reply.status() != 404) {
        leftovers.add(new Leftover("connection", id, reply.text("/state")));
      }
    }
    webhooks.forEach(id -> leftovers.add(new Leftover("webhook", id, "registered")));
    return leftovers;
  }

  private boolean isDeleted(String path, String id) {
    var reply = http.delete(path + id);
    return reply.ok() || reply.status() == 404;
  }

  private boolean isWebhookDeleted(String id) {
    boolean deleted = isDeleted(WEBHOOKS, id);
    var page = http.get("/events/webhooks");
    return page.ok() ? !page.json().findValuesAsText("id").contains(id) : deleted;
  }
}
