package duet.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.ObjectMapper;
import duet.didcomm.Invitation;
import duet.didcomm.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * JSON in base64 somewhere in a text: after a link's parameter {@code _oob} or {@code oob}, or on
 * its own. Either alphabet, wrapped over lines, and quoted as mails are; it ends where its JSON
 * ends.
 */
final class EncodedJson {

  private static final Pattern PARAMETER =
      Pattern.compile("(?i)(?:_oob|(?<![a-z0-9_])oob)\\s*=\\s*(?=[^\\s&#\"'<>])");

  /** The base64 of a brace, and a quotation mark or white space. */
  private static final Pattern BARE = Pattern.compile("(?<![\\w+/=-])e[wy][\\w+/-]{8}");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST = Invitation.MAX_LENGTH;

  private final CleanText clean;
  private final StringBuilder base64 = new StringBuilder();
  private final int[] places = new int[LONGEST];
  private final int end;

  private EncodedJson(CleanText clean, int start, boolean spaceIsPlus) {
    this.clean = clean;
    end = collect(clean.text(), start, spaceIsPlus);
  }

  /** After a parameter, whatever its value is. */
  static List<Candidate> inLinks(CleanText clean) {
    return all(clean, PARAMETER).toList();
  }

  /** Not in a link: only what is an invitation, since tokens look alike. */
  static List<Candidate> bare(CleanText clean) {
    return all(clean, BARE).toList();
  }

  private static Stream<Candidate> all(CleanText clean, Pattern pattern) {
    return pattern
        .matcher(clean.text())
        .results()
        .limit(100)
        .map(found -> candidate(clean, pattern == BARE ? found.start() : found.end()));
  }

  /** A form's decoder makes spaces of plus signs. */
  private static Candidate candidate(CleanText clean, int start) {
    var candidate = new EncodedJson(clean, start, false).decoded();
    if (candidate.invitation().isPresent()) {
      return candidate;
    }
    var other = new EncodedJson(clean, start, true).decoded();
    return other.invitation().isPresent() ? other : candidate;
  }

  private int collect(String text, int start, boolean spaceIsPlus) {
    boolean lineBegins = false;
    int at = start;
    for (; at < text.length() && base64.length() < LONGEST; at++) {
      char c = text.charAt(at);
      if (isBase64(c) || spaceIsPlus && c == ' ' && !lineBegins) {
        places[base64.length()] = at;
        base64.append(c == '+' || c == ' ' ? '-' : c == '/' ? '_' : c);
        lineBegins = false;
      } else if (c == '\n') {
        lineBegins = true;
      } else if (!Character.isWhitespace(c)
          && c != '='
          && !(lineBegins && (c == '>' || c == '|'))
          && !(c == '\\' && text.startsWith("\n", at + 1))) {
        break;
      }
    }
    return at;
  }

  private static boolean isBase64(char c) {
    return c < 128 && Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '+' || c == '/';
  }

  private Candidate decoded() {
    // A single character at the end has less than a byte.
    int whole = base64.length() % 4 == 1 ? base64.length() - 1 : base64.length();
    byte[] bytes = Base64.getUrlDecoder().decode(base64.substring(0, whole));
    try (var parser = JSON.createParser(bytes)) {
      if (JSON.readTree(parser) == null) {
        return Candidate.flawed(endsEarly());
      }
      int length = (int) parser.currentLocation().getByteOffset();
      return Candidate.of(new String(Arrays.copyOf(bytes, length), StandardCharsets.UTF_8));
    } catch (JsonEOFException e) {
      return Candidate.flawed(endsEarly());
    } catch (JsonProcessingException e) {
      // Nesting that is too deep has no place.
      long offset = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getByteOffset() - 1);
      int index = (int) Math.min(base64.length() - 1, offset * 4 / 3);
      return Candidate.flawed(
          flaw(
              "what it encodes is not JSON from about " + at(places[index]),
              "the base64 of JSON, unchanged"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The JSON isn't complete: a wrong character, or nothing more. */
  private MalformedException endsEarly() {
    var text = clean.text();
    boolean stops = end >= text.length() || "&#<>\"'".indexOf(text.charAt(end)) >= 0;
    boolean mayStop = stops || "()[]{}.,;".indexOf(text.charAt(end)) >= 0;
    boolean goesOn = end + 1 < text.length() && isBase64(text.charAt(end + 1));
    return !mayStop || !stops && goesOn
        ? flaw(at(end) + " is " + PastedInvitation.quoted(text, end), "base64url")
        : flaw("it breaks off after character " + clean.place(end), "complete: copy it to its end");
  }

  private String at(int index) {
    return "character " + (clean.place(index) + 1);
  }

  private static MalformedException flaw(String seen, String requirement) {
    return PastedInvitation.invalid("invitation", seen, requirement);
  }
}
