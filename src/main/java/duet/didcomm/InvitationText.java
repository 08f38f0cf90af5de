package duet.didcomm;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Takes the JSON out of any text form of an invitation. */
final class InvitationText {
  private static final String PART = "invitation";
  private static final String LINK = "invitation link";
  private static final Pattern JSON = Pattern.compile("[{\\[\"].*", Pattern.DOTALL);
  private static final Pattern ESCAPED = Pattern.compile("%([0-9a-fA-F]{2})");

  private InvitationText() {}

  static String toJson(String text) {
    MalformedException.requireLength(PART, text, Invitation.MAX_LENGTH);
    String content = text.strip();
    if (content.isEmpty()) {
      throw MalformedException.invalid(
          PART, "a link, base64url or JSON", text.isEmpty() ? "empty" : "only white space");
    }
    if (JSON.matcher(content).matches()) {
      return content;
    }
    String base64 = content.matches("(?s).*[:?].*") ? parameter(content) : content;
    return Utf8.decode(PART, Base64Url.decodeLeniently(PART, unescape(base64))).strip();
  }

  private static String parameter(String link) {
    String query = link.replaceFirst("(?s)#.*", "").replaceFirst("(?s)^[^?]*\\??", "");
    return Stream.of("_oob=", "oob=")
        .flatMap(name -> Stream.of(query.split("&")).filter(p -> p.startsWith(name)))
        .map(parameter -> parameter.substring(parameter.indexOf('=') + 1))
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElseThrow(
            () ->
                MalformedException.invalid(LINK, "a link with a parameter _oob", Excerpt.of(link)));
  }

  /** Unlike in forms, a plus sign stays: base64's standard alphabet has it. */
  private static String unescape(String text) {
    return ESCAPED
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1), 16))));
  }
}
