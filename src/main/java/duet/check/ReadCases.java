package duet.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Asking for connections, one or many. */
final class ReadCases {

  private static final String LIST = "/connections";
  private static final int PAGE = 100;
  private static final String UNDECODABLE = "RequestBodyDecodingFailure";

  private ReadCases() {}

  static List<ContractCase> cases() {
    return List.of(
        new ContractCase("a connection is found by its id", ReadCases::byId),
        new ContractCase(
            "an unknown id is not found",
            agent ->
                agent
                    .calls()
                    .get(LIST + "/00000000-0000-4000-8000-00000000dead")
                    .refused(404, "RecordIdNotFound")),
        new ContractCase(
            "an id that is no UUID is refused",
            agent -> agent.calls().get(LIST + "/not-a-uuid").refused(400, UNDECODABLE)),
        new ContractCase("a new connection is in the list", ReadCases::listed),
        new ContractCase("a thread finds its one connection", ReadCases::byThread),
        new ContractCase("an unknown thread finds none", ReadCases::byUnknownThread),
        new ContractCase("a limit of one gives one connection and a next page", ReadCases::limit),
        new ContractCase("an offset leaves out the first", ReadCases::offset),
        new ContractCase("a limit of 0 and an offset below 0 are answered", ReadCases::odd),
        new ContractCase(
            "a limit that is no number is refused",
            agent -> agent.calls().get(LIST + "?limit=abc").refused(400, UNDECODABLE)),
        new ContractCase(
            "an offset that is no number is refused",
            agent -> agent.calls().get(LIST + "?offset=abc").refused(400, UNDECODABLE)));
  }

  private static void byId(CheckedAgent agent) {
    var made = agent.create("{\"label\":\"duet check\"}").object(201);
    var read = agent.connection(made.path("connectionId").asText());
    for (String field :
        List.of("connectionId", "thid", "label", "role", "state", "self", "kind", "metaRetries")) {
      Deviation.unlessEqual(field, made.path(field), read.path(field));
    }
    Deviation.unlessEqual("invitation", made.path("invitation"), read.path("invitation"));
  }

  private static void listed(CheckedAgent agent) {
    var id = agent.invite().id();
    var seen = new HashSet<String>();
    for (boolean more = true; more; ) {
      var page = page(agent, "?offset=" + seen.size() + "&limit=" + PAGE);
      more = seen.addAll(page) && page.size() >= PAGE && !seen.contains(id);
    }
    Deviation.unless(seen.contains(id), "the connection among all", seen.size() + " others");
  }

  private static void byThread(CheckedAgent agent) {
    var invited = agent.invite();
    agent.invite();
    var found = page(agent, "?thid=" + invited.invitation().id());
    Deviation.unlessEqual("contents", List.of(invited.id()), found);
  }

  private static void byUnknownThread(CheckedAgent agent) {
    agent.invite();
    Deviation.unlessEqual("contents", List.of(), page(agent, "?thid=duet-check"));
  }

  private static void limit(CheckedAgent agent) {
    agent.invite();
    agent.invite();
    var json = list(agent, "?limit=1");
    var contents = json.path("contents").size();
    if (contents > 1) {
      throw Deviation.differs("1 connection", contents + " connections", KnownDeviations.PAGING);
    }
    Deviation.unlessEqual("a number of connections", 1, contents);
    Deviation.unless(!json.path("next").asText().isEmpty(), "a next page", "none");
  }

  private static void offset(CheckedAgent agent) {
    agent.invite();
    agent.invite();
    var all = page(agent, "?offset=0&limit=2");
    var rest = page(agent, "?offset=1&limit=1");
    if (all.size() > 2 && rest.size() > 1) {
      throw Deviation.differs("1 connection", rest.size() + " connections", KnownDeviations.PAGING);
    }
    Deviation.unlessEqual("a number of connections", 2, all.size());
    Deviation.unlessEqual("contents", List.of(all.get(1)), rest);
  }

  private static void odd(CheckedAgent agent) {
    list(agent, "?offset=0&limit=0");
    list(agent, "?offset=-1&limit=1");
  }

  private static List<String> page(CheckedAgent agent, String query) {
    var ids = new ArrayList<String>();
    list(agent, query).path("contents").forEach(c -> ids.add(c.path("connectionId").asText()));
    return ids;
  }

  private static JsonNode list(CheckedAgent agent, String query) {
    var json = agent.calls().get(LIST + query).object(200);
    Deviation.unlessEqual("kind", "ConnectionsPage", json.path("kind").asText());
    Deviation.unlessEqual("an array of contents:", true, json.path("contents").isArray());
    for (String field : List.of("self", "pageOf")) {
      Deviation.unlessEqual("a text " + field + ":", true, json.path(field).isTextual());
    }
    return json;
  }
}
