package duet.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import duet.client.ApiClient;
import duet.client.model.CredentialRecord;
import duet.client.model.Invitation;
import duet.client.model.Presentation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Makes our own values of the generated client's, in which any field may be missing. */
final class ResponseMapper {

  /** Reads what agents write. */
  static final ObjectMapper JSON =
      ApiClient.createDefaultObjectMapper()
          .registerModule(
              new SimpleModule("times").addDeserializer(OffsetDateTime.class, new AgentTime()));

  private ResponseMapper() {}

  static Connection connection(Answer<duet.client.model.Connection> answer) {
    var what = "a connection";
    var body = answer.body(what);
    return new Connection(
        answer.required(what, "connectionId", body.getConnectionId()),
        answer.required(what, "thid", body.getThid()),
        Optional.ofNullable(body.getLabel()),
        Optional.ofNullable(body.getGoalCode()),
        Optional.ofNullable(body.getGoal()),
        Optional.ofNullable(body.getMyDid()),
        Optional.ofNullable(body.getTheirDid()),
        Optional.ofNullable(body.getRole()).orElse(""),
        answer.required(what, "state", body.getState()),
        invitationUrl(body.getInvitation()),
        instant(body.getCreatedAt()),
        instant(body.getUpdatedAt()),
        Optional.ofNullable(body.getMetaRetries()),
        Optional.ofNullable(body.getMetaLastFailure()).map(ResponseMapper::problem),
        others(body.getAdditionalProperties()));
  }

  static CredentialExchange credential(Answer<CredentialRecord> answer) {
    var what = "a credential's record";
    var body = answer.body(what);
    return new CredentialExchange(
        answer.required(what, "recordId", body.getRecordId()),
        answer.required(what, "thid", body.getThid()),
        Optional.ofNullable(body.getCredentialFormat()).orElse(""),
        Optional.ofNullable(body.getClaims()).orElse(Map.of()),
        Optional.ofNullable(body.getSubjectId()),
        Optional.ofNullable(body.getValidityPeriod()).map(ResponseMapper::seconds),
        Optional.ofNullable(body.getAutomaticIssuance()),
        Optional.ofNullable(body.getCredential())
            .filter(text -> !text.isBlank())
            .map(ResponseMapper::jwt),
        Optional.ofNullable(body.getGoalCode()),
        Optional.ofNullable(body.getGoal()),
        Optional.ofNullable(body.getMyDid()),
        Optional.ofNullable(body.getRole()).orElse(""),
        answer.required(what, "protocolState", body.getProtocolState()),
        invitationUrl(body.getInvitation()),
        instant(body.getCreatedAt()),
        instant(body.getUpdatedAt()),
        Optional.ofNullable(body.getMetaRetries()),
        Optional.ofNullable(body.getMetaLastFailure()).map(ResponseMapper::problem),
        others(body.getAdditionalProperties()));
  }

  static ProofExchange proof(Answer<Presentation> answer) {
    var what = "a proof's record";
    var body = answer.body(what);
    return new ProofExchange(
        answer.required(what, "presentationId", body.getPresentationId()),
        answer.required(what, "thid", body.getThid()),
        Optional.ofNullable(body.getConnectionId()),
        first(body.getRequestData()),
        first(body.getData()),
        Optional.ofNullable(body.getGoalCode()),
        Optional.ofNullable(body.getGoal()),
        Optional.ofNullable(body.getMyDid()),
        Optional.ofNullable(body.getRole()).orElse(""),
        answer.required(what, "status", body.getStatus()),
        invitationUrl(body.getInvitation()),
        Optional.ofNullable(body.getMetaRetries()),
        Optional.ofNullable(body.getMetaLastFailure()).map(ResponseMapper::problem),
        others(body.getAdditionalProperties()));
  }

  /** The record of an event; empty for an event about anything else. */
  static Optional<AgentRecord> event(AgentAddress agent, String event) {
    try {
      var read = JSON.readValue(event, Event.class);
      return read == null || read.type() == null
          ? Optional.empty()
          : switch (read.type()) {
            case "ConnectionUpdated" ->
                Optional.of(connection(read.answer(agent, duet.client.model.Connection.class)));
            case "IssueCredentialRecordUpdated" ->
                Optional.of(credential(read.answer(agent, CredentialRecord.class)));
            case "PresentationUpdated" ->
                Optional.of(proof(read.answer(agent, Presentation.class)));
            default -> Optional.empty();
          };
    } catch (JsonProcessingException | AgentException e) {
      return Optional.empty();
    }
  }

  static Problem problem(duet.client.model.Problem body) {
    int status = body.getStatus() == null ? 0 : body.getStatus();
    return new Problem(status, body.getType(), body.getTitle(), body.getDetail());
  }

  private static String invitationUrl(Invitation invitation) {
    return Optional.ofNullable(invitation).map(Invitation::getInvitationUrl).orElse("");
  }

  private static Optional<Instant> instant(OffsetDateTime time) {
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
  }

  /** Longer ones can't be counted in milliseconds, and none is meant to be. */
  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1_000));
  }

  /** Agents write a JWT as base64url, padded; one as it is would have dots. */
  private static String jwt(String credential) {
    try {
      return credential.contains(".")
          ? credential
          : new String(Base64.getUrlDecoder().decode(credential), StandardCharsets.US_ASCII);
    } catch (IllegalArgumentException e) {
      return credential;
    }
  }

  private static Optional<String> first(List<String> texts) {
    return texts == null ? Optional.empty() : texts.stream().filter(Objects::nonNull).findFirst();
  }

  private static Map<String, Object> others(Map<String, Object> fields) {
    if (fields == null) {
      return Map.of();
    }
    fields.values().removeIf(Objects::isNull);
    return fields;
  }

  private record Event(String type, JsonNode data) {

    <B> Answer<B> answer(AgentAddress agent, Class<B> body) throws JsonProcessingException {
      return new Answer<>(agent, "send an event", agent.url(), JSON.treeToValue(data, body));
    }
  }
}
