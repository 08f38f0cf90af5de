package duet.embedded.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonValidator;
import com.networknt.schema.Keyword;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.ValidationContext;
import com.networknt.schema.ValidatorTypeCode;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A keyword of a JSON schema that can be used only so often. A schema is checked as the tree that
 * it gets with all references followed, which a few lines of them make too large for any memory.
 *
 * @param left how often all keywords of one schema can still be used
 */
record BoundedKeyword(Keyword keyword, AtomicInteger left) implements Keyword {

  /** Uses of all keywords of a schema; as text, a schema has fewer. */
  static final int MAX_USES = 50_000;

  /** The same draft, for one schema. Its vocabularies would bring their own keywords again. */
  static JsonMetaSchema bounded(JsonMetaSchema draft, AtomicInteger left) {
    return JsonMetaSchema.builder(draft)
        .keywords(
            all ->
                draft
                    .getKeywords()
                    .forEach((name, keyword) -> all.put(name, bounded(keyword, left))))
        .vocabularies(Map::clear)
        .build();
  }

  /** Nobody may replace {@code format}, as the library has it. */
  private static Keyword bounded(Keyword keyword, AtomicInteger left) {
    boolean fixed = keyword.getValue().equals(ValidatorTypeCode.FORMAT.getValue());
    return fixed ? keyword : new BoundedKeyword(keyword, left);
  }

  @Override
  public String getValue() {
    return keyword.getValue();
  }

  @Override
  public JsonValidator newValidator(
      SchemaLocation location,
      JsonNodePath path,
      JsonNode schema,
      JsonSchema parent,
      ValidationContext context)
      throws Exception {
    if (left.decrementAndGet() < 0) {
      throw new JsonSchemaException(
          "its references make it too large: more than %d keywords with all of them followed"
              .formatted(MAX_USES));
    }
    return keyword.newValidator(location, path, schema, parent, context);
  }
}
