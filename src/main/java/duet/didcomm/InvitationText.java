package duet.didcomm;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The texts in which an invitation travels, brought down to its JSON. */
final class InvitationText {
  private static final String PART = "invitation";
  private static final String LINK = "invitation link";
  private static final Pattern JSON = Pattern.compile("[{\\[\"].*", Pattern.DOTALL);
  private static final Pattern ESCAPED = Pattern.compile("%([0-9a-fA-F]{2})");

  private InvitationText() {}

  static String toJson(String text) {
    if (text.length() > Invitation.MAX_LENGTH) {
      throw MalformedException.expected(
          PART,
          "at most " + Invitation.MAX_LENGTH + " characters long",
          text.length() + " characters long");
    }
    String content = text.strip();
    if (content.isEmpty()) {
      throw MalformedException.expected(
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
                MalformedException.expected(
                    LINK, "a link with a parameter _oob", Excerpt.of(link)));
  }

  /** Not as in forms: a plus sign stays one, for base64's standard alphabet has it. */
  private static String unescape(String text) {
    return ESCAPED
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1), 16))));
  }
}
