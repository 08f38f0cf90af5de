package duet.delivery;

import duet.didcomm.Invitation;
import duet.didcomm.MalformedException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The text of a message.
 *
 * @param goal what the connection is for
 */
record InvitationWording(Optional<String> goal, String link) {

  private static final Pattern LINK =
      Pattern.compile("[a-zA-Z][\\w+.-]*:\\S*[?&]_?oob=[^\\s\"<>]+");

  InvitationWording {
    goal = goal.map(text -> text.replaceAll("\\p{Cntrl}+", " ").strip());
  }

  /** One line, since an invitation is long. */
  String line() {
    return "You are invited to connect" + goal.map(g -> " (" + g + ")").orElse("") + ": " + link;
  }

  /** Takes the invitation out of a message. */
  static Invitation invitationIn(String message) {
    var found = LINK.matcher(message);
    if (!found.find()) {
      throw new MalformedException("message", "no link with an invitation in the message");
    }
    return Invitation.parse(found.group());
  }
}
