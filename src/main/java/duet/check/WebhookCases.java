package duet.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Webhooks, one per wallet; one that is already registered is left alone. */
final class WebhookCases {

  private static final String PATH = "/events/webhooks";
  private static final String NOWHERE = "http://127.0.0.1:9/events";
  private static final String HEADER = "Bearer duet-check";

  private WebhookCases() {}

  static List<ContractCase> cases() {
    return List.of(
        new ContractCase("a webhook is registered, listed and deleted", WebhookCases::life),
        new ContractCase("a second webhook is refused", WebhookCases::second),
        new ContractCase(
            "a webhook without a URL is refused",
            agent -> agent.created().recordWebhook(agent.http().post(PATH, "{}")).undecodable()),
        new ContractCase("an event reports a new connection", WebhookCases::event));
  }

  private static void life(CheckedAgent agent) {
    var made = register(agent, NOWHERE);
    var id = made.path("id").asText();
    Deviation.unlessEqual("url", NOWHERE, made.path("url").asText());
    Deviation.unlessEqual("header", HEADER, made.at("/customHeaders/Authorization").asText());
    Deviation.unlessStrings(made, "createdAt");
    Deviation.unlessEqual("contents", List.of(id), ids(list(agent)));
    var deleted = agent.http().delete(PATH + "/" + id);
    Deviation.unlessEqual("status", 200, deleted.status());
    Deviation.unlessEqual("contents", List.of(), ids(list(agent)));
  }

  private static void second(CheckedAgent agent) {
    register(agent, NOWHERE);
    agent
        .created()
        .recordWebhook(agent.http().post(PATH, body(NOWHERE + "/second")))
        .refused(422, "TooManyWebhookError");
  }

  private static void event(CheckedAgent agent) {
    var url = agent.peerServer().url("/events").toString();
    register(agent, url);
    var id = agent.invite().id();
    var event =
        agent
            .peerServer()
            .event(id, agent.timeout())
            .orElseThrow(
                () ->
                    Deviation.failed(
                        "an event at " + url + " within " + agent.timeout().toSeconds() + " s",
                        "none"));
    Deviation.unlessEqual("header", Optional.of(HEADER), event.authorization());
    Deviation.unlessEqual("type", "ConnectionUpdated", event.json().path("type").asText());
    Deviation.unlessEqual("state", "InvitationGenerated", event.json().at("/data/state").asText());
    Deviation.unlessStrings(event.json(), "id", "ts", "walletId");
  }

  /** Skips the case if the wallet has a webhook that is somebody's. */
  private static JsonNode register(CheckedAgent agent, String url) {
    if (!ids(list(agent)).isEmpty()) {
      throw Deviation.skipped("the wallet has a webhook already");
    }
    return agent.created().recordWebhook(agent.http().post(PATH, body(url))).object(200);
  }

  private static String body(String url) {
    var headers = Map.of("Authorization", HEADER);
    return HttpReply.MAPPER.valueToTree(Map.of("url", url, "customHeaders", headers)).toString();
  }

  private static JsonNode list(CheckedAgent agent) {
    return agent.http().get(PATH).object(200);
  }

  private static List<String> ids(JsonNode page) {
    Deviation.unlessType("an array in 'contents'", page.path("contents"), JsonNode::isArray);
    return page.path("contents").findValuesAsText("id");
  }
}
