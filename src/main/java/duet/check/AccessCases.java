package duet.check;

import java.util.List;
import java.util.Optional;

/** Who may ask, and what is there to be asked. */
final class AccessCases {

  private static final String GROUP = "Access";
  private static final String LIST = "/connections";
  private static final String WRONG = "duet-check-is-not-your-key";

  private AccessCases() {}

  static List<Case> cases() {
    return List.of(
        new Case(GROUP, "health tells a version and needs no key", AccessCases::health),
        new Case(GROUP, "a missing key is refused", AccessCases::missing),
        new Case(GROUP, "an empty key is refused", AccessCases::empty),
        new Case(GROUP, "a wrong key is refused", AccessCases::wrong),
        new Case(
            GROUP,
            "an unknown path is not there",
            agent -> agent.calls().get("/duet-check").refused(404, "ResourcePathNotFound")),
        new Case(
            GROUP,
            "a method that a path doesn't have is not there",
            agent ->
                agent
                    .calls()
                    .send("PUT", LIST, Optional.of("{}"))
                    .refused(404, "ResourcePathNotFound")),
        new Case(
            GROUP,
            "an error is JSON with status, type, title, detail and instance",
            AccessCases::error));
  }

  private static void health(Subject agent) {
    var reply = agent.calls().getWith("/_system/health", Optional.empty());
    if (reply.object(200).path("version").asText().isEmpty()) {
      throw Deviation.failed("a version", reply.summary());
    }
  }

  private static void missing(Subject agent) {
    needsKey(agent);
    agent.calls().getWith(LIST, Optional.empty()).refused(401, "InvalidCredentials", Known.NO_KEY);
  }

  private static void empty(Subject agent) {
    needsKey(agent);
    if (agent.calls().hasToken()) {
      throw Deviation.skipped("a token can't be empty");
    }
    agent
        .calls()
        .getWith(LIST, Optional.of(""))
        .refused(401, "ApiKeyAuthenticationError", Known.NO_KEY);
  }

  private static void wrong(Subject agent) {
    needsKey(agent);
    agent
        .calls()
        .getWith(LIST, Optional.of(WRONG))
        .refused(401, "InvalidCredentials", Known.ANY_KEY);
  }

  private static void error(Subject agent) {
    var reply = agent.calls().get(LIST + "/00000000-0000-4000-8000-00000000dead");
    reply.problem();
    if (!reply.text("/instance").startsWith("error:instance:")) {
      throw Deviation.failed("instance error:instance:…", reply.text("/instance"));
    }
  }

  private static void needsKey(Subject agent) {
    if (!agent.calls().hasSecret()) {
      throw Deviation.skipped("no key");
    }
  }
}
