package duet.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;

/** Reading connections, one or many. */
final class ReadCases {

  private static final String LIST = "/connections";
  private static final int PAGE = 100;

  private ReadCases() {}

  static List<ContractCase> cases() {
    return List.of(
        new ContractCase("a connection is found by its id", ReadCases::byId),
        new ContractCase(
            "an unknown id is not found",
            agent ->
                agent
                    .http()
                    .get(LIST + "/" + CheckedAgent.UNKNOWN_ID)
                    .refused(404, "RecordIdNotFound")),
        new ContractCase(
            "an id that is not a UUID is refused",
            agent -> agent.http().get(LIST + "/not-a-uuid").undecodable()),
        new ContractCase("a new connection is in the list", ReadCases::listed),
        new ContractCase("a thread finds its one connection", ReadCases::byThread),
        new ContractCase("an unknown thread finds none", ReadCases::byUnknownThread),
        new ContractCase("a limit of one gives one connection and a next page", ReadCases::limit),
        new ContractCase("an offset skips the first connection", ReadCases::offset),
        new ContractCase("a limit of 0 and an offset below 0 are answered", ReadCases::odd),
        new ContractCase(
            "a limit that is not a number is refused",
            agent -> agent.http().get(LIST + "?limit=abc").undecodable()),
        new ContractCase(
            "an offset that is not a number is refused",
            agent -> agent.http().get(LIST + "?offset=abc").undecodable()));
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
    Deviation.unlessEqual("connections:", 1, contents);
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
    Deviation.unlessEqual("connections:", 2, all.size());
    Deviation.unlessEqual("contents", List.of(all.get(1)), rest);
  }

  private static void odd(CheckedAgent agent) {
    list(agent, "?offset=0&limit=0");
    list(agent, "?offset=-1&limit=1");
  }

  private static List<String> page(CheckedAgent agent, String query) {
    return list(agent, query)
        .path("contents")
        .valueStream()
        .map(connection -> connection.path("connectionId").asText())
        .toList();
  }

  private static JsonNode list(CheckedAgent agent, String query) {
    var json = agent.http().get(LIST + query).object(200);
    Deviation.unlessEqual("kind", "ConnectionsPage", json.path("kind").asText());
    Deviation.unlessType("an array in 'contents'", json.path("contents"), JsonNode::isArray);
    Deviation.unlessStrings(json, "self", "pageOf");
    return json;
  }
}
