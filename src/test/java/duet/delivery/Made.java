package duet.delivery;

import duet.agent.Connection;
import duet.didcomm.Invitation;
import duet.fixture.Bodies;
import java.util.Map;
import java.util.Optional;

/** An inviter's side with an invitation, as an agent makes it. */
final class Made {

  static final String PLACEHOLDER = "https://my.domain.com/path?_oob=";

  private Made() {}

  static Connection connection() {
    return of(Optional.empty());
  }

  static Connection connection(String goal) {
    return of(Optional.of(goal));
  }

  private static Connection of(Optional<String> goal) {
    var invitation = Invitation.create(Bodies.THREAD, Bodies.INVITERS_DID, Optional.empty(), goal);
    return new Connection(
        Bodies.THREAD,
        Bodies.THREAD,
        Optional.of("Connect with Bob"),
        Optional.empty(),
        goal,
        Optional.empty(),
        Optional.empty(),
        "Inviter",
        "InvitationGenerated",
        PLACEHOLDER + invitation.encoded(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }
}
