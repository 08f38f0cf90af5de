package duet.embedded.mediated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;

class MessagePollTest {

  @Test
  void little_is_remembered_of_a_message_whatever_its_id() {
    var key = MessagePoll.key(attachment("x".repeat(500_000), "AAAA"));

    assertThat(key).hasSizeLessThan(250);
    assertThat(key)
        .isEqualTo(MessagePoll.key(attachment("x".repeat(500_000), "AAAA")))
        .isNotEqualTo(MessagePoll.key(attachment("x".repeat(500_000), "AAAB")))
        .isNotEqualTo(MessagePoll.key(attachment("x".repeat(500_001), "AAAA")));
  }

  private static JsonNode attachment(String id, String base64) {
    var attachment = JsonNodeFactory.instance.objectNode().put("id", id);
    attachment.putObject("data").put("base64", base64);
    return attachment;
  }
}
