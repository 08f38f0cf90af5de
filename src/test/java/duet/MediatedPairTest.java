package duet;

import static org.assertj.core.api.Assertions.assertThat;

import duet.embedded.EmbeddedMediator;
import duet.exchange.Side;
import org.junit.jupiter.api.Test;

class MediatedPairTest {

  @Test
  void both_roles_can_be_behind_mediators() {
    try (var one = EmbeddedMediator.builder().start();
        var other = EmbeddedMediator.builder().start();
        var agents =
            AgentPair.open(
                AgentSelection.embedded()
                    .behind(Side.INVITER, one.did())
                    .behind(Side.INVITEE, other.url().toString()))) {
      var pair = agents.connect("Bob");

      assertThat(pair.didsMatch()).isTrue();
    }
  }
}
