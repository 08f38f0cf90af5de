package duet.check;

import java.util.List;
import java.util.Optional;

/** Keys, paths and error bodies. */
final class AccessCases {

  private static final String LIST = "/connections";
  private static final String WRONG = "duet-check-is-not-your-key";

  private AccessCases() {}

  static List<ContractCase> cases() {
    return List.of(
        new ContractCase("health reports a version and needs no key", AccessCases::health),
        new ContractCase("a missing key is refused", AccessCases::missing),
        new ContractCase("an empty key is refused", AccessCases::empty),
        new ContractCase("a wrong key is refused", AccessCases::wrong),
        new ContractCase(
            "an unknown path is not found",
            agent -> agent.http().get("/duet-check").refused(404, "ResourcePathNotFound")),
        new ContractCase(
            "an unsupported method is not found",
            agent ->
                agent
                    .http()
                    .send("PUT", LIST, Optional.of("{}"))
                    .refused(404, "ResourcePathNotFound")),
        new ContractCase(
            "an error is JSON with status, type, title, detail and instance", AccessCases::error));
  }

  private static void health(CheckedAgent agent) {
    var reply = agent.http().getWith("/_system/health", Optional.empty());
    Deviation.unless(
        !reply.object(200).path("version").asText().isEmpty(), "a version", reply.summary());
  }

  private static void missing(CheckedAgent agent) {
    needsKey(agent);
    agent
        .http()
        .getWith(LIST, Optional.empty())
        .refused(401, "InvalidCredentials", KnownDeviations.NO_KEY);
  }

  private static void empty(CheckedAgent agent) {
    needsKey(agent);
    if (agent.http().hasToken()) {
      throw Deviation.skipped("a token can't be empty");
    }
    agent
        .http()
        .getWith(LIST, Optional.of(""))
        .refused(401, "ApiKeyAuthenticationError", KnownDeviations.NO_KEY);
  }

  private static void wrong(CheckedAgent agent) {
    needsKey(agent);
    agent
        .http()
        .getWith(LIST, Optional.of(WRONG))
        .refused(401, "InvalidCredentials", KnownDeviations.ANY_KEY);
  }

  private static void error(CheckedAgent agent) {
    var reply = agent.http().get(LIST + "/" + CheckedAgent.UNKNOWN_ID);
    reply.problem();
    Deviation.unless(
        reply.text("/instance").startsWith("error:instance:"),
        "instance error:instance:…",
        reply.text("/instance"));
  }

  private static void needsKey(CheckedAgent agent) {
    if (!agent.http().hasSecret()) {
      throw Deviation.skipped("no key");
    }
  }
}
