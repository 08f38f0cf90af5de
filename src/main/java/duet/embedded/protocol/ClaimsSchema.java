package duet.embedded.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.resource.DisallowSchemaLoader;
import duet.text.SafeText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * The JSON schema that the claims of a credential have to meet: of drafts 4, 6, 7, 2019-09 or
 * 2020-12, the last unless it names another. It refers to nothing outside of itself, nests at most
 * 64 levels deep, has at most 50,000 keywords once its references are followed, and its patterns
 * end matching a text after a million steps, and all texts after ten million. Safe for many
 * threads.
 */
public final class ClaimsSchema {

  private static final int DEPTH = 64;
  private static final int MAX_STEPS = 1_000_000;
  private static final int MAX_STEPS_OF_ALL = 10_000_000;

  /** Of keywords times values: each check may leave an error. */
  private static final long MAX_CHECKS = 1_000_000;

  private static final int MAX_ERRORS = 20;

  /** Of one error or reason, in characters. */
  private static final int MAX_SHOWN = 200;

  private static final ObjectMapper STRICT =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEPTH).build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonSchema schema;
  private final AtomicInteger unused;

  /**
   * @param unused how many keywords it could still have
   */
  private ClaimsSchema(JsonSchema schema, AtomicInteger unused) {
    this.schema = schema;
    this.unused = unused;
  }

  /**
   * @throws Refusal with 400 if it isn't a schema that can be used here
   */
  public static ClaimsSchema parse(String text) {
    try {
      if (STRICT.readTree(text) instanceof ObjectNode json) {
        var unused = new AtomicInteger(BoundedKeyword.MAX_USES);
        return new ClaimsSchema(compiled(json, unused), unused);
      }
      throw unusable("not a JSON object");
    } catch (JsonProcessingException e) {
      throw unusable("not JSON: " + e.getOriginalMessage());
    } catch (Refusal e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw unusable(reason(e));
    }
  }

  /** A schema that its URL doesn't lead to, for whatever reason. */
  public static Refusal unresolvable(String reason) {
    return Refusal.of(
        400,
        "CredentialSchema:SchemaDereferencingError",
        "The schema was not successfully dereferenced: cause=[" + reason + "]");
  }

  /**
   * What is wrong with claims, each with a path such as {@code $.age}, in the order of paths; 20
   * errors at most.
   *
   * @throws Refusal with 400 if only these claims show that the schema can't be used
   */
  public List<String> errors(JsonNode claims) {
    long keywords = BoundedKeyword.MAX_USES - unused.get();
    if (keywords * values(claims) > MAX_CHECKS) {
      throw unusable(
          "its %d keywords are too many for %d claims and their parts"
              .formatted(keywords, values(claims)));
    }
    try {
      return schema.validate(claims).stream()
          .sorted(Comparator.comparing(message -> message.getInstanceLocation().toString()))
          .map(ValidationMessage::getMessage)
          .map(message -> SafeText.excerpt(message, MAX_SHOWN))
          .limit(MAX_ERRORS)
          .toList();
    } catch (RuntimeException | StackOverflowError e) {
      throw unusable(reason(e));
    }
  }

  /**
   * @throws Refusal with 422 if there are {@link #errors}
   */
  public void require(JsonNode claims) {
    var errors = errors(claims);
    if (!errors.isEmpty()) {
      throw Refusal.of(
          422,
          "CredentialSchema:CredentialSchemaValidationError",
          "The credential schema validation failed: schemaError[" + String.join(";", errors) + "]");
    }
  }

  private static Refusal unusable(String reason) {
    return Refusal.of(
        400,
        "CredentialSchema:CredentialSchemaParsingError",
        "The credential schema can't be used: " + SafeText.excerpt(reason, MAX_SHOWN));
  }

  private static String reason(Throwable failure) {
    return failure instanceof StackOverflowError
        ? "checking takes too deep a recursion, as if it referred to itself without end"
        : String.valueOf(failure.getMessage());
  }

  private static JsonSchema compiled(ObjectNode json, AtomicInteger unused) {
    var wrong = new ArrayList<PatternSyntaxException>();
    var left = new AtomicInteger(MAX_STEPS_OF_ALL);
    var config =
        SchemaValidatorsConfig.builder()
            .locale(Locale.ENGLISH)
            .pathType(PathType.LEGACY)
            .regularExpressionFactory(regex -> pattern(regex, wrong, left))
            .build();
    var schema = factory(unused).getSchema(json, config);
    schema.initializeValidators();
    if (!wrong.isEmpty()) {
      throw wrong.get(0);
    }
    return schema;
  }

  /**
   * @param wrong gets what the library would log besides passing it on
   * @param left the steps of all patterns
   */
  private static RegularExpression pattern(
      String regex, List<PatternSyntaxException> wrong, AtomicInteger left) {
    try {
      var pattern = Pattern.compile(regex);
      return value -> pattern.matcher(new Bounded(value, MAX_STEPS, left)).find();
    } catch (PatternSyntaxException e) {
      wrong.add(e);
      return value -> false;
    }
  }

  private static long values(JsonNode claims) {
    return 1 + claims.valueStream().mapToLong(ClaimsSchema::values).sum();
  }

  /** With drafts that count what this schema uses. */
  private static JsonSchemaFactory factory(AtomicInteger unused) {
    return JsonSchemaFactory.builder()
        .defaultMetaSchemaIri(JsonMetaSchema.getV202012().getIri())
        .metaSchemas(
            Stream.of(
                    JsonMetaSchema.getV4(),
                    JsonMetaSchema.getV6(),
                    JsonMetaSchema.getV7(),
                    JsonMetaSchema.getV201909(),
                    JsonMetaSchema.getV202012())
                .map(draft -> BoundedKeyword.bounded(draft, unused))
                .toList())
        .enableSchemaCache(false)
        .schemaLoaders(loaders -> loaders.add(DisallowSchemaLoader.getInstance()))
        .build();
  }

  /** A text of which only so many characters are read: some patterns would never end. */
  private static final class Bounded implements CharSequence {

    private final String text;
    private int left;
    private final AtomicInteger leftOfAll;

    Bounded(String text, int left, AtomicInteger leftOfAll) {
      this.text = text;
      this.left = left;
      this.leftOfAll = leftOfAll;
    }

    @Override
    public char charAt(int index) {
      if (left-- == 0) {
        throw new IllegalStateException(
            "one of its patterns needs more than a million steps to match a claim");
      }
      if (leftOfAll.decrementAndGet() < 0) {
        throw new IllegalStateException(
            "its patterns need more than ten million steps to match the claims");
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
