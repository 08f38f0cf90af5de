package duet.bench;

import duet.AgentPair;
import duet.agent.Agent;
import duet.agent.Connection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Whether every handshake that connected is at both agents, once and final.
 *
 * @param lost those that one of the agents doesn't have, or not in its final state
 * @param doubled those that one of the agents has more than once
 */
public record Completeness(long lost, long doubled) {

  static Completeness of(AgentPair agents, Set<String> threads) {
    var inviter = perThread(agents.inviter());
    var invitee = perThread(agents.invitee());
    return new Completeness(
        threads.stream().filter(id -> lost(inviter, id) || lost(invitee, id)).count(),
        threads.stream().filter(id -> doubled(inviter, id) || doubled(invitee, id)).count());
  }

  private static Map<String, Integer> perThread(Agent agent) {
    var perThread = new HashMap<String, Integer>();
    agent.connections().stream()
        .filter(connection -> connection.state().connected())
        .map(Connection::thid)
        .forEach(thid -> perThread.merge(thid, 1, Integer::sum));
    return perThread;
  }

  private static boolean lost(Map<String, Integer> perThread, String thid) {
    return !perThread.containsKey(thid);
  }

  private static boolean doubled(Map<String, Integer> perThread, String thid) {
    return perThread.getOrDefault(thid, 0) > 1;
  }
}
