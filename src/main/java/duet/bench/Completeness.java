package duet.bench;

import duet.AgentPair;
import duet.agent.Agent;
import duet.agent.Connection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
    return agent.connections().stream()
        .filter(connection -> connection.state().connected())
        .collect(Collectors.groupingBy(Connection::thid, Collectors.counting()));
  }

  private static LongStream count(List<Map<String, Long>> sides, String thid) {
    return sides.stream().mapToLong(side -> side.getOrDefault(thid, 0L));
  }
}
