package duet.check;

import java.util.List;
import java.util.Optional;

/** Who may ask, and what is there to be asked. */
final class AccessCases {

  private static final String LIST = "/connections";
  private static final String WRONG = "duet-check-is-not-your-key";

  private AccessCases() {}

  static List<ContractCase> cases() {
    return List.of(
        new ContractCase("health tells a version and needs no key", AccessCases::health),
        new ContractCase("a missing key is refused", AccessCases::missing),
        new ContractCase("an empty key is refused", AccessCases::empty),
        new ContractCase("a wrong key is refused", AccessCases::wrong),
        new ContractCase(
            "an unknown path is not there",
            agent -> agent.calls().get("/duet-check").refused(404, "ResourcePathNotFound")),
        new ContractCase(
            "a method that a path doesn't have is not there",
            agent ->
                agent
                    .calls()
                    .send("PUT", LIST, Optional.of("{}"))
                    .refused(404, "ResourcePathNotFound")),
        new ContractCase(
            "an error is JSON with status, type, title, detail and instance", AccessCases::error));
  }

  private static void health(CheckedAgent agent) {
    var reply = agent.calls().getWith("/_system/health", Optional.empty());
    Deviation.unless(
        !reply.object(200).path("version").asText().isEmpty(), "a version", reply.summary());
  }

  private static void missing(CheckedAgent agent) {
    needsKey(agent);
    agent
        .calls()
        .getWith(LIST, Optional.empty())
        .refused(401, "InvalidCredentials", KnownDeviations.NO_KEY);
  }

  private static void empty(CheckedAgent agent) {
    needsKey(agent);
    if (agent.calls().hasToken()) {
      throw Deviation.skipped("a token can't be empty");
    }
    agent
        .calls()
        .getWith(LIST, Optional.of(""))
        .refused(401, "ApiKeyAuthenticationError", KnownDeviations.NO_KEY);
  }

  private static void wrong(CheckedAgent agent) {
    needsKey(agent);
    agent
        .calls()
        .getWith(LIST, Optional.of(WRONG))
        .refused(401, "InvalidCredentials", KnownDeviations.ANY_KEY);
  }

  private static void error(CheckedAgent agent) {
    var reply = agent.calls().get(LIST + "/00000000-0000-4000-8000-00000000dead");
    reply.problem();
    Deviation.unless(
        reply.text("/instance").startsWith("error:instance:"),
        "instance error:instance:…",
        reply.text("/instance"));
  }

  private static void needsKey(CheckedAgent agent) {
    if (!agent.calls().hasSecret()) {
      throw Deviation.skipped("no key");
    }
  }
}
