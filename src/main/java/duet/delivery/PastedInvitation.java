package duet.delivery;

import duet.didcomm.Invitation;
import duet.didcomm.MalformedException;
import duet.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the invitation in what people paste: an agent's answer, a mail, a link in another link or
 * wrapped over lines. No address in it is called.
 */
public final class PastedInvitation {

  private static final String PART = "invitation";

  /** In characters, with all that stands around it. */
  private static final int LONGEST = 1_000_000;

  private static final String FORMS =
      "a link with a parameter _oob, base64url or JSON, alone or in a text";

  private static final Pattern LINK = Pattern.compile("(?i)[<(\\[\"']*https?://\\S+");

  private PastedInvitation() {}

  /**
   * @param text in any form, with other text around it
   * @return an invitation with an {@link InvitationPurpose}
   * @throws MalformedException if it holds no such invitation, or more than one; the message names
   *     what it is instead, or the wrong character and its place, from 1
   */
  public static Invitation read(String text) {
    var invitation = find(text);
    if (InvitationPurpose.of(invitation).isEmpty()) {
      throw invalid(
          PART,
          InvitationPurpose.other(invitation),
          "an invitation to connect, or with a credential offer or a proof request");
    }
    return invitation;
  }

  private static Invitation find(String text) {
    try {
      return Invitation.parse(text);
    } catch (MalformedException e) {
      return search(text, e);
    }
  }

  private static Invitation search(String text, MalformedException whole) {
    if (text.length() > LONGEST) {
      throw invalid(PART, text.length() + " characters long", "at most " + LONGEST);
    }
    var clean = CleanText.of(text);
    var candidates = new ArrayList<>(PlainJson.in(text));
    candidates.addAll(EncodedJson.inLinks(clean));
    var flawed = List.copyOf(candidates);
    var bare = EncodedJson.bare(clean);
    candidates.addAll(bare);
    var found = candidates.stream().flatMap(one -> one.invitation().stream()).distinct().toList();
    if (found.size() > 1) {
      throw invalid(
          PART,
          found.size() + " different ones in this text, with the ids " + ids(found),
          "one: paste only that");
    }
    if (found.size() == 1) {
      return found.get(0);
    }
    throw OtherKind.of(clean.text())
        .map(kind -> invalid(PART, kind, "an out-of-band invitation of DIDComm v2"))
        .or(() -> first(flawed))
        .or(() -> first(bare))
        .or(() -> PlainJson.flaw(text).flatMap(Candidate::flaw))
        .orElseGet(() -> nothing(text.strip(), whole));
  }

  /** Not even a part of one. */
  private static MalformedException nothing(String text, MalformedException whole) {
    if (LINK.matcher(text).matches()) {
      return invalid(
          PART + " link",
          "\"%s\" has no invitation in it, as a short link".formatted(SafeText.excerpt(text, 80)),
          "one with a parameter _oob; Duet opens no stranger's link: open it yourself, and paste"
              + " where it leads; in a shell, links with & need quotes");
    }
    return text.contains(" ")
        ? invalid(PART, "none in \"" + SafeText.excerpt(text, 80) + "\"", FORMS)
        : whole;
  }

  private static Optional<MalformedException> first(List<Candidate> candidates) {
    return candidates.stream().flatMap(one -> one.flaw().stream()).findFirst();
  }

  private static String ids(List<Invitation> found) {
    return found.stream().limit(3).map(Invitation::id).collect(Collectors.joining(", "));
  }

  static MalformedException invalid(String part, String seen, String requirement) {
    return new MalformedException(
        part, "invalid %s: %s (must be %s)".formatted(part, seen, requirement));
  }

  /** The character there, with its number if it may look like another, and what stands before. */
  static String quoted(String text, int index) {
    int character = text.codePointAt(index);
    var shown = SafeText.escape(Character.toString(character));
    return "%s after \"%s\""
        .formatted(
            character < 128 ? "'" + shown + "'" : "'%s' (U+%04X)".formatted(shown, character),
            SafeText.escape(text.substring(Math.max(0, index - 12), index)));
  }
}
