package duet.cli;

import duet.OpenedAgents;
import duet.agent.Agent;
import duet.embedded.EmbeddedAgent;
import duet.exchange.Side;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Opened agents as they were printed.
 *
 * @param statuses inviter first
 * @param didcomm how others reach embedded ones of this process
 */
record AgentsView(List<AgentStatus> statuses, Map<Side, DidCommStatus> didcomm) {

  AgentsView {
    statuses = List.copyOf(statuses);
    didcomm = Map.copyOf(didcomm);
  }

  static AgentsView print(DuetCommand command, OpenedAgents agents) {
    return print(command, agents, Map.of());
  }

  /**
   * @param proxies what passes messages on to embedded agents, such as {@code 127.0.0.1:8000}
   */
  static AgentsView print(DuetCommand command, OpenedAgents agents, Map<Side, String> proxies) {
    var statuses = new ArrayList<AgentStatus>();
    var reached = new EnumMap<Side, DidCommStatus>(Side.class);
    for (Side side : Side.CONNECTION) {
      if (agents.has(side)) {
        var didcomm =
            agents.embedded(side).map(one -> didcomm(one, agents.agent(side), proxies.get(side)));
        var found = agents.preflightResult(side);
        command.print(command.view().preflight(found));
        didcomm.map(DidCommStatus::lines).ifPresent(command::print);
        didcomm.ifPresent(status -> reached.put(side, status));
        statuses.add(AgentStatus.of(found, didcomm));
      }
    }
    return new AgentsView(statuses, reached);
  }

  private static DidCommStatus didcomm(EmbeddedAgent agent, Agent client, String proxy) {
    return proxy == null ? DidCommStatus.of(agent, client) : DidCommStatus.of(agent, client, proxy);
  }

  Optional<DidCommStatus> didcomm(Side side) {
    return Optional.ofNullable(didcomm.get(side));
  }
}
