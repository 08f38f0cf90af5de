package duet.embedded.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duet.fixture.Reply;
import duet.fixture.StubServer;
import java.util.Collections;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsSchemaTest {

  /** The one of the recorded offers. */
  private static final String LICENCE =
      """
      {"$id": "https://example.com/licence", "$schema": "https://json-schema.org/draft/2020-12/schema",
       "description": "licence", "type": "object",
       "properties": {"name": {"type": "string"}, "age": {"type": "integer"}},
       "required": ["name"], "additionalProperties": true}
      """;

  @Test
  void claims_that_meet_the_schema_have_no_errors() {
    var schema = ClaimsSchema.parse(LICENCE);
    assertThat(schema.errors(json("{\"name\": \"Alice\", \"age\": 30, \"more\": []}"))).isEmpty();
    schema.require(json("{\"name\": \"Alice\"}"));
  }

  @Test
  void errors_have_the_words_of_a_cloud_agent_in_any_country() {
    var usual = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      var refusal = refused(LICENCE, "{\"age\": \"x\"}");
      assertThat(refusal.status()).isEqualTo(422);
      assertThat(refusal.type())
          .isEqualTo("error:CredentialSchema:CredentialSchemaValidationError");
      assertThat(refusal.title()).isEqualTo("Credential Schema Validation Error");
      assertThat(refusal)
          .hasMessage(
              "The credential schema validation failed: schemaError[$: required property 'name' not"
                  + " found;$.age: string found, integer expected]");
    } finally {
      Locale.setDefault(usual);
    }
  }

  @Test
  void twenty_errors_are_shown_in_one_line_each() {
    var claims = new ObjectMapper().createObjectNode();
    for (int i = 0; i < 100; i++) {
      claims.put("a\n" + i + "x".repeat(1000), 1);
    }
    assertThat(ClaimsSchema.parse("{\"additionalProperties\": false}").errors(claims))
        .hasSize(20)
        .allSatisfy(error -> assertThat(error).hasSizeLessThanOrEqualTo(200).doesNotContain("\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://json-schema.org/draft-04/schema#",
        "http://json-schema.org/draft-07/schema#",
        "https://json-schema.org/draft/2019-09/schema",
        "https://json-schema.org/draft/2020-12/schema"
      })
  void each_draft_is_read(String draft) {
    var schema = ClaimsSchema.parse("{\"$schema\": \"" + draft + "\", \"required\": [\"name\"]}");
    assertThat(schema.errors(json("{}"))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<html> | not JSON",
        "{\"a\": 1, \"a\": 2} | not JSON",
        "{} {} | not JSON",
        "[] | not a JSON object",
        "'' | not a JSON object",
        "{\"$schema\": \"https://example.com/mine\"} | https://example.com/mine",
        "{\"properties\": {\"a\": {\"pattern\": \"[\"}}} | Unclosed character class"
      })
  void what_is_no_schema_is_refused(String text, String reason) {
    var refusal = catchThrowableOfType(Refusal.class, () -> ClaimsSchema.parse(text));
    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.type()).isEqualTo("error:CredentialSchema:CredentialSchemaParsingError");
    assertThat(refusal).hasMessageContaining(reason);
  }

  @Test
  void a_schema_that_nests_too_deep_is_refused() {
    var deep = "{\"not\": ".repeat(65) + "{}" + "}".repeat(65);
    assertThat(refused(deep, "{}")).hasMessageContaining("not JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"$ref", "$dynamicRef", "$recursiveRef"})
  void nothing_outside_of_the_schema_is_fetched(String keyword) {
    try (var server = new StubServer(Reply.text(200, "application/json", "{}"))) {
      var draft = keyword.equals("$recursiveRef") ? "2019-09" : "2020-12";
      for (String target :
          new String[] {server.url() + "/other", "classpath:jsv-messages.properties"}) {
        var schema =
            """
            {"$schema": "https://json-schema.org/draft/%s/schema", "$id": "https://a.example/b",
             "properties": {"a": {"%s": "%s"}}}
            """
                .formatted(draft, keyword, target);
        var refusal = catchThrowableOfType(Refusal.class, () -> use(schema));
        if (refusal != null) {
          assertThat(refusal.type()).endsWith(":CredentialSchemaParsingError");
        }
      }
      assertThat(server.received()).isEmpty();
    }
  }

  @Test
  void references_within_a_schema_are_followed_but_not_without_end() {
    var tree =
        """
        {"$defs": {"node": {"type": "object", "properties": {"next": {"$ref": "#/$defs/node"}}}},
         "properties": {"a": {"$ref": "#/$defs/node"}}}
        """;
    assertThat(ClaimsSchema.parse(tree).errors(json("{\"a\": {\"next\": {\"next\": 1}}}")))
        .containsExactly("$.a.next.next: integer found, object expected");
    assertThat(refused("{\"$ref\": \"#\"}", "{}")).hasMessageContaining("too deep a recursion");
  }

  @Test
  void a_pattern_that_would_take_years_is_given_up() {
    var schema = "{\"properties\": {\"a\": {\"pattern\": \"(x+x+)+y\"}}}";
    assertThat(refused(schema, "{\"a\": \"" + "x".repeat(5000) + "!\"}"))
        .hasMessageContaining("more than a million steps");
    assertThat(ClaimsSchema.parse(schema).errors(json("{\"a\": \"xxxy\"}"))).isEmpty();
  }

  @Test
  void references_that_multiply_a_schema_are_given_up() {
    var defs = new StringBuilder("\"d40\": {}");
    for (int i = 0; i < 40; i++) {
      var next = "{\"$ref\": \"#/$defs/d" + (i + 1) + "\"}";
      defs.append(", \"d%d\": {\"allOf\": [%s, %s]}".formatted(i, next, next));
    }
    var doubling = "{\"$ref\": \"#/$defs/d0\", \"$defs\": {" + defs + "}}";
    assertThat(refused(doubling, "{}")).hasMessageContaining("references make it too large");

    var next = "{\"properties\": {\"a\": {\"$ref\": \"#/$defs/a\"}}}";
    var tree =
        "{\"$ref\": \"#/$defs/a\", \"$defs\": {\"a\": {\"allOf\": [" + next + "," + next + "]}}}";
    assertThat(refused(tree, "{\"a\":".repeat(40) + "1" + "}".repeat(40)))
        .hasMessageContaining("references make it too large");
    assertThat(ClaimsSchema.parse(tree).errors(json("{\"a\": {\"a\": {}}}"))).isEmpty();
  }

  @Test
  void patterns_that_would_take_long_together_are_given_up() {
    var schema = "{\"properties\": {\"a\": {\"items\": {\"pattern\": \"(x+x+)+y\"}}}}";
    var item = "\"" + "x".repeat(60) + "!\"";
    assertThat(
            refused(schema, "{\"a\": [" + String.join(",", Collections.nCopies(2000, item)) + "]}"))
        .hasMessageContaining("ten million steps");
  }

  @Test
  void a_schema_with_more_keywords_than_can_be_checked_of_the_claims_is_given_up() {
    var many = String.join(",", Collections.nCopies(2000, "{\"type\": \"number\"}"));
    var schema = "{\"properties\": {\"a\": {\"items\": {\"anyOf\": [" + many + "]}}}}";
    var items = String.join(",", Collections.nCopies(1000, "true"));
    assertThat(refused(schema, "{\"a\": [" + items + "]}"))
        .hasMessageContaining("too many for 1002");
    assertThat(ClaimsSchema.parse(schema).errors(json("{\"a\": [1, 2]}"))).isEmpty();
  }

  private static void use(String schema) {
    ClaimsSchema.parse(schema).require(json("{\"a\": 1}"));
  }

  private static Refusal refused(String schema, String claims) {
    return catchThrowableOfType(
        Refusal.class, () -> ClaimsSchema.parse(schema).require(json(claims)));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
