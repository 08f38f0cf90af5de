package duet.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import duet.agent.Agent;
import duet.embedded.EmbeddedAgent;
import duet.http.LocalAddresses;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who reaches the DIDComm address of an embedded agent, as {@code --json} reports it.
 *
 * @param url as DIDs say
 * @param mediator where the mediator is that they name instead
 * @param listening where it listens
 * @param loopback whether only this machine reaches it
 * @param network those who reach it directly, such as {@code 192.168.1.0/24}
 * @param likelyHost what {@code --host} is likely to need, if only this machine reaches it
 * @param remarks what is likely to be wrong, a sentence each
 */
record DidCommStatus(
    URI url,
    Optional<URI> mediator,
    String listening,
    boolean loopback,
    Optional<String> network,
    Optional<String> likelyHost,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> remarks) {

  /**
   * @param client of the same agent
   */
  static DidCommStatus of(EmbeddedAgent agent, Agent client) {
    return of(agent, client, agent.didcommHere().getAuthority());
  }

  /**
   * @param client of the same agent
   * @param listening what passes its messages on to it, or itself
   */
  static DidCommStatus of(EmbeddedAgent agent, Agent client, String listening) {
    var here = LocalAddresses.now();
    var url = agent.didcommUrl();
    boolean direct = url.equals(agent.didcommHere());
    return new DidCommStatus(
        url,
        agent.mediator(),
        listening,
        agent.loopback(),
        direct ? here.network(url.getHost()) : Optional.empty(),
        agent.loopback() ? here.likely() : Optional.empty(),
        new DidCommRemarks(agent, listening, here).of(client));
  }

  /** For people. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    if (mediator.isPresent()) {
      lines.add("          DIDComm through the mediator at " + mediator.get());
    } else if (!loopback) {
      lines.add("          DIDComm at " + url + reach());
    }
    remarks.forEach(remark -> lines.add("          (" + Console.safe(remark) + ")"));
    return lines;
  }

  /** What lets others answer, if only this machine can. */
  Optional<String> hint() {
    return loopback ? Optional.of("  (" + onlyHere() + ")") : Optional.empty();
  }

  /** What to try if nobody answered. */
  String unanswered() {
    return "        "
        + (loopback
            ? onlyHere()
            : mediator.isPresent()
                ? "Whoever answers must reach the mediator at " + mediator.get() + "."
                : "Open %s on a phone: an error in JSON means that it is reached; anything else, that"
                        .formatted(url)
                    + " a firewall is between, or a network that isolates its clients.");
  }

  private String onlyHere() {
    if (mediator.isPresent()) {
      return "only this machine can answer: the mediator at " + mediator.get() + " is on loopback";
    }
    return "only this machine can answer: --host ADDRESS opens the agent to the room"
        + likelyHost
            .map(host -> ", likely --host " + host)
            .orElse(", but none of this machine's is a room's");
  }

  private String reach() {
    if (!listening.equals(url.getAuthority())) {
      return ", a tunnel or proxy that has to lead to " + listening;
    }
    return network
        .map(all -> ", which phones in the network " + all + " can reach")
        .orElse(", for all who reach that address");
  }
}
