package duet.exchange;

import duet.agent.Cause;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The cause behind an agent's words on a message that it could not send, where nothing better is
 * known: they are those of the HTTP library that it happens to use.
 */
final class SendFailureWords {

  private static final Map<Pattern, Cause> CAUSES = new LinkedHashMap<>();

  /** An agent of 2023 that meets a DID in the form that came later. */
  private static final Pattern UNREADABLE_DID =
      pattern(
          "malformed ?peer ?did|did ?doc.{0,600}?not (resolved|found)|invalid peer ?did|did ?url ?not");

  static {
    put("doesn't call (loopback|link-local)", Cause.ADDRESS_NOT_CALLED);
    put("mediator's did has no http or https service, only \\W?wss?:", Cause.MEDIATOR_WS_ONLY);
    put(
        "mediator's did (has|can't be)|routing key can't be|more than \\d+ mediators",
        Cause.MEDIATOR_UNUSABLE);
    put(
        "routingkeys is not supported|alternative endpoint recursively|mediator, which this agent can't use",
        Cause.MEDIATOR_UNSUPPORTED);
    put("answer (can't be trusted|is not a didcomm message)", Cause.ADDRESS_NO_AGENT);
    put(
        "certificat|pkix|\\bssl\\b|\\btls\\b|sslengine|handshake|secure connection",
        Cause.ADDRESS_TLS);
    put(
        "(not|failed to|un) ?resolved?\\b|unknown ?host|name or service|nodename|name resolution|no such host",
        Cause.ADDRESS_NOT_RESOLVED);
    put("refused", Cause.ADDRESS_REFUSED);
    put("timed ?out|time-?out|no answer within|unreachable|no route", Cause.ADDRESS_UNREACHABLE);
    put("not an http answer|invalid version|invalid http", Cause.ADDRESS_NO_AGENT);
    put("closed|reset|premature|broken pipe", Cause.ADDRESS_NOT_ANSWERING);
  }

  private SendFailureWords() {}

  /** {@link Cause#NOT_SENT} for words that say nothing. */
  static Cause cause(String words) {
    return CAUSES.entrySet().stream()
        .filter(entry -> entry.getKey().matcher(words).find())
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse(Cause.NOT_SENT);
  }

  /** Whether the agent says that it can't read the peer's DID. */
  static boolean onUnreadableDid(String words) {
    return UNREADABLE_DID.matcher(words).find();
  }

  private static void put(String words, Cause cause) {
    CAUSES.put(pattern(words), cause);
  }

  private static Pattern pattern(String words) {
    return Pattern.compile(words, Pattern.CASE_INSENSITIVE);
  }
}
