package duet.didcomm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MessageTest {
  private static final Message MESSAGE =
      new Message(
          "1",
          "https://example.com/1.0/ping",
          Optional.of("did:example:alice"),
          List.of("did:example:bob"),
          Optional.of("thread"),
          Optional.of("parent"),
          Optional.of(1_795_231_629L),
          Optional.of(1_795_232_629L),
          JsonObject.create().put("goal", "ü"),
          List.of(JsonObject.create().put("id", "a")));

  @Test
  void what_is_written_is_what_is_parsed() {
    assertThat(Message.parse(MESSAGE.toJson())).isEqualTo(MESSAGE);
  }

  @Test
  void only_an_id_and_a_type_are_needed() {
    Message message = Message.parse("{\"id\":\"1\",\"type\":\"t\",\"from\":null,\"other\":[]}");
    assertThat(message)
        .isEqualTo(
            new Message(
                "1",
                "t",
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                JsonObject.create(),
                List.of()));
    assertThat(message.toJson())
        .isEqualTo(
            "{\"id\":\"1\",\"typ\":\"application/didcomm-plain+json\",\"type\":\"t\","
                + "\"body\":{},\"attachments\":[]}");
  }

  @Test
  void nobody_changes_a_message() {
    ObjectNode body = JsonObject.create();
    ObjectNode attachment = JsonObject.create();
    Message message = message(body, attachment);
    body.put("goal", "changed");
    attachment.put("id", "changed");
    message.body().put("goal", "changed");
    ((ObjectNode) message.attachments().get(0)).put("id", "changed");
    assertThat(message).isEqualTo(message(JsonObject.create(), JsonObject.create()));
    assertThatThrownBy(() -> message.attachments().add(TextNode.valueOf("")))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @TestFactory
  Stream<DynamicTest> every_other_text_is_refused_by_the_name_of_its_part() {
    return Stream.of(
        refused("message", ""),
        refused("message", "[]"),
        refused("message", "{} {}"),
        refused("message.id", "{'type':'t'}"),
        refused("message.id", "{'id':1,'type':'t'}"),
        refused("message.type", "{'id':'1'}"),
        refused("message.typ", "{'id':'1','type':'t','typ':'application/didcomm-signed+json'}"),
        refused("message.from", "{'id':'1','type':'t','from':[]}"),
        refused("message.to", "{'id':'1','type':'t','to':'did:example:bob'}"),
        refused("message.to", "{'id':'1','type':'t','to':[1]}"),
        refused("message.thid", "{'id':'1','type':'t','thid':{}}"),
        refused("message.pthid", "{'id':'1','type':'t','pthid':false}"),
        refused("message.created_time", "{'id':'1','type':'t','created_time':'2026'}"),
        refused("message.created_time", "{'id':'1','type':'t','created_time':1.5}"),
        refused("message.expires_time", "{'id':'1','type':'t','expires_time':9223372036854775808}"),
        refused("message.body", "{'id':'1','type':'t','body':[]}"),
        refused("message.attachments", "{'id':'1','type':'t','attachments':{}}"));
  }

  @Test
  void recorded_plaintexts_are_read_and_written_alike() {
    for (String file : List.of("request-plaintext.json", "response-plaintext.json")) {
      String recorded = Shared.json("cloud-agent/didcomm", file).toString();
      assertThat(Message.parse(recorded).toJson()).isEqualTo(recorded);
    }
  }

  private static Message message(ObjectNode body, ObjectNode attachment) {
    return new Message(
        "1",
        "t",
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        body,
        List.of(attachment));
  }

  private static DynamicTest refused(String part, String json) {
    return DynamicTest.dynamicTest(
        part + " of " + json,
        () ->
            assertThatThrownBy(() -> Message.parse(json.replace('\'', '"')))
                .hasMessageStartingWith("invalid " + part + ": ")
                .isInstanceOfSatisfying(
                    MalformedException.class, e -> assertThat(e.part()).isEqualTo(part)));
  }
}
