package duet.handshake;

import duet.AgentPair;
import duet.exchange.Timeline;
import duet.fixture.ScriptedAgent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures how late a handshake is known and how many calls that takes, against agents whose
 * records move at known times. Run it as {@code docs/waits.md} tells.
 */
final class WaitMeasurement {

  private final int rounds;
  private final long needed;

  private WaitMeasurement(int rounds, long needed) {
    this.rounds = rounds;
    this.needed = needed;
  }

  public static void main(String[] args) {
    new WaitMeasurement(5, 130).run("warm-up, ");
    new WaitMeasurement(41, 130).run("");
    new WaitMeasurement(9, 5000).run("");
    withWebhooks(20, "warm-up, ");
    withWebhooks(101, "");
  }

  /** Embedded agents, which send events; lateness is by the agents' own times of their changes. */
  private static void withWebhooks(int rounds, String prefix) {
    List<Double> late = new ArrayList<>();
    List<Double> calls = new ArrayList<>();
    try (var agents = AgentPair.embedded()) {
      for (int i = 0; i < rounds; i++) {
        var timeline = agents.connect("Measured " + i).timeline();
        timeline.lateness().values().forEach(by -> late.add(by.toNanos() / 1e6));
        calls.add((double) timeline.calls());
      }
    }
    System.out.printf(
        "%sagents that send events: known %.1f ms after the change, median of %d (most %.0f);"
            + " %.0f calls, median (most %.0f)%n",
        prefix, median(late), late.size(), most(late), median(calls), most(calls));
  }

  private void run(String prefix) {
    List<Double> late = new ArrayList<>();
    List<Double> calls = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      var timeline = handshake();
      double known = timeline.length().toNanos() / 1e6;
      late.add(known - needed);
      calls.add((double) timeline.calls());
    }
    System.out.printf(
        "%san agent that needs %d ms: known %.0f ms after the accept was called and final, median of %d"
            + " (most %.0f); %.0f calls, median (most %.0f)%n",
        prefix, needed, median(late), rounds, most(late), median(calls), most(calls));
  }

  private Timeline handshake() {
    try (var inviter = ScriptedAgent.named("inviter");
        var invitee = ScriptedAgent.named("invitee").of(inviter.invitation())) {
      inviter
          .at(needed * 4 / 10, "ConnectionRequestReceived")
          .at(needed * 6 / 10, "ConnectionResponsePending")
          .at(
              needed,
              "ConnectionResponseSent",
              json -> json.put("myDid", "a").put("theirDid", "b"));
      invitee
          .at(needed * 5 / 10, "ConnectionRequestSent")
          .at(
              needed * 9 / 10,
              "ConnectionResponseReceived",
              json -> json.put("myDid", "b").put("theirDid", "a"));
      try (var one = inviter.open();
          var other = invitee.open()) {
        var made = one.invite("Measured");
        inviter.start();
        return Handshake.accept(one, made, other).await(Duration.ofSeconds(30)).timeline();
      }
    }
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static double most(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }
}
