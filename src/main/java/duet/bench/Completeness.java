package duet.bench;

import duet.AgentPair;
import duet.agent.Agent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Whether every handshake that connected is at both agents, once and final.
 *
 * @param lost those that one of the agents doesn't have, or not in its final state
 * @param doubled those that one of the agents has more than once
 */
public record Completeness(long lost, long doubled) {

  static Completeness of(AgentPair agents, Set<String> threads) {
    var sides = List.of(perThread(agents.inviter()), perThread(agents.invitee()));
    return new Completeness(
        threads.stream().filter(id -> count(sides, id).anyMatch(n -> n == 0)).count(),
        threads.stream().filter(id -> count(sides, id).anyMatch(n -> n > 1)).count());
  }

  private static Map<String, Long> perThread(Agent agent) {
    var counts = new HashMap<String, Long>();
    agent.forEachConnection(
        connection -> {
          if (connection.state().connected()) {
            counts.merge(connection.thid(), 1L, Long::sum);
          }
        });
    return counts;
  }

  private static LongStream count(List<Map<String, Long>> sides, String thid) {
    return sides.stream().mapToLong(side -> side.getOrDefault(thid, 0L));
  }
}
