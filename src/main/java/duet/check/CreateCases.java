package duet.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Creating invitations. */
final class CreateCases {

  private static final int LONGEST = 255;

  private CreateCases() {}

  static List<ContractCase> cases() {
    var fixed =
        Stream.of(
            new ContractCase(
                "an invitation has the label, goal code and goal asked for", CreateCases::full),
            new ContractCase(
                "an empty object makes an invitation without those fields", CreateCases::bare),
            new ContractCase(
                "an unknown field is ignored",
                agent -> agent.create("{\"label\":\"duet check\",\"unknown\":1}").object(201)),
            new ContractCase("a body is read whatever its content type", CreateCases::otherType),
            refused("no body is refused", ""),
            refused("a body that is not JSON is refused", "{\"label\":"),
            refused("a field of another type is refused", "{\"label\":42}"));
    var lengths =
        Stream.of("label", "goalCode", "goal")
            .map(
                field ->
                    new ContractCase(
                        "a " + field + " has at most 255 characters",
                        agent -> length(agent, field)));
    return Stream.concat(fixed, lengths).toList();
  }

  private static ContractCase refused(String name, String body) {
    return new ContractCase(name, agent -> agent.create(body).undecodable());
  }

  private static void full(CheckedAgent agent) {
    var json =
        agent
            .create("{\"label\":\"duet check\",\"goalCode\":\"check\",\"goal\":\"A check é\"}")
            .object(201);
    Deviation.unlessEqual("label", "duet check", json.path("label").asText());
    Deviation.unlessEqual("goalCode", "check", json.path("goalCode").asText());
    Deviation.unlessEqual("goal", "A check é", json.path("goal").asText());
    fresh(json);
  }

  private static void bare(CheckedAgent agent) {
    var json = agent.create("{}").object(201);
    for (String absent : List.of("label", "goalCode", "goal", "updatedAt", "metaLastFailure")) {
      Deviation.unless(!json.has(absent), "no " + absent, json.path(absent).toString());
    }
    fresh(json);
  }

  private static void otherType(CheckedAgent agent) {
    var reply =
        agent.http().send("POST", "/connections", "text/plain", Optional.of("{\"label\":\"x\"}"));
    if (reply.status() == 415 && !agent.http().hasSecret()) {
      throw Deviation.skipped("an agent without a key may refuse what web pages can send");
    }
    agent.created().record(reply).object(201);
  }

  private static void length(CheckedAgent agent, String field) {
    agent.create(body(field, LONGEST)).object(201);
    agent.create(body(field, LONGEST + 1)).refused(400, "UserInputValidationError");
  }

  private static String body(String field, int length) {
    return HttpReply.MAPPER.createObjectNode().put(field, "x".repeat(length)).toString();
  }

  /** As every new invitation is. */
  private static void fresh(JsonNode json) {
    var id = json.path("connectionId").asText();
    Deviation.unlessEqual("thid", id, json.path("thid").asText());
    Deviation.unlessEqual("invitation.id", id, json.at("/invitation/id").asText());
    Deviation.unlessEqual("self", id, json.path("self").asText());
    Deviation.unlessEqual("kind", "Connection", json.path("kind").asText());
    Deviation.unlessEqual("role", "Inviter", json.path("role").asText());
    Deviation.unlessEqual("state", "InvitationGenerated", json.path("state").asText());
    Deviation.unlessEqual(
        "invitation.type", duet.didcomm.Invitation.TYPE, json.at("/invitation/type").asText());
    Deviation.unlessType("an integer in 'metaRetries'", json.path("metaRetries"), JsonNode::isInt);
    for (String later : List.of("myDid", "theirDid")) {
      Deviation.unless(
          !json.has(later), "no " + later + " before a request", json.path(later).toString());
    }
    try {
      java.time.Instant.parse(json.path("createdAt").asText());
    } catch (java.time.DateTimeException e) {
      throw Deviation.failed("createdAt in ISO 8601", json.path("createdAt").toString());
    }
  }
}
