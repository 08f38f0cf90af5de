package duet.agent;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/**
 * An agent's time: in ISO 8601, or as a number of seconds or a thousandth, millionth or billionth
 * of them since 1970. Any other value counts as missing, since a wrong time breaks no connection.
 */
final class AgentTime extends StdDeserializer<OffsetDateTime> {

  private static final long serialVersionUID = 1L;
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,25}(\\.\\d{1,25})?");

  /** In seconds this is in the year 5138, in milliseconds in 1973. */
  private static final double MOST_SECONDS = 1e11;

  private static final double MOST = 1e20;

  AgentTime() {
    super(OffsetDateTime.class);
  }

  @Override
  public OffsetDateTime deserialize(JsonParser json, DeserializationContext context)
      throws IOException {
    var token = json.currentToken();
    if (token.isNumeric()) {
      return ofNumber(json.getDoubleValue());
    }
    if (token.isScalarValue()) {
      return ofText(json.getText().strip());
    }
    json.skipChildren();
    return null;
  }

  private static OffsetDateTime ofText(String text) {
    if (NUMBER.matcher(text).matches()) {
      return ofNumber(Double.parseDouble(text));
    }
    try {
      return OffsetDateTime.parse(text.replace(' ', 'T'));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static OffsetDateTime ofNumber(double number) {
    double seconds = number;
    while (Math.abs(seconds) >= MOST_SECONDS && Math.abs(number) < MOST) {
      seconds /= 1_000;
    }
    return Math.abs(seconds) < MOST_SECONDS
        ? Instant.ofEpochMilli(Math.round(seconds * 1_000)).atOffset(ZoneOffset.UTC)
        : null;
  }
}
