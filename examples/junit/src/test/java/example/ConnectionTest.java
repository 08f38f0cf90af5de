package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import duet.AgentPair;
import duet.junit.DuetTest;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** On embedded agents; with {@code -Dduet.agents=settings} on those of the settings. */
@DuetTest
class ConnectionTest {

  @Test
  void both_sides_end_connected(AgentPair agents) {
    var pair = agents.connect("Connect with Bob");

    assertTrue(pair.didsMatch());
  }

  @Test
  void the_invitee_learns_the_goal(AgentPair agents) {
    var invitation = agents.inviter().invite("To Bob", "issue-vc", "To issue a degree");

    var pair = agents.accept(invitation).await();

    assertEquals(Optional.of("To issue a degree"), pair.invitee().orElseThrow().goal());
  }
}
