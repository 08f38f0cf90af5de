package duet.cli;

import duet.agent.Agent;
import duet.agent.Connection;
import duet.agent.Role;
import duet.didcomm.MalformedException;
import duet.embedded.EmbeddedAgent;
import duet.exchange.DidCommAddress;
import duet.exchange.OwnAddressCheck;
import duet.exchange.Side;
import duet.http.LocalAddresses;
import duet.text.HttpUrl;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is likely to be wrong with the addresses in an embedded agent's DIDs, seen from here.
 *
 * @param listening where a tunnel or proxy has to lead to
 */
record DidCommRemarks(EmbeddedAgent agent, String listening, LocalAddresses here) {

  /** Addresses of earlier connections that are looked at, the newest. */
  private static final int EARLIER = 3;

  /**
   * A sentence each; none for an agent whose DIDComm has no port of its own.
   *
   * @param client of the same agent
   */
  List<String> of(Agent client) {
    var remarks = new ArrayList<String>();
    if (agent.didcommHere().getPort() == agent.url().getPort()) {
      return remarks;
    }
    var earlier = earlier(client);
    // New DIDs name the mediator instead.
    var current = agent.mediator().isPresent() ? List.<URI>of() : List.of(agent.didcommUrl());
    current.forEach(earlier::remove);
    var addresses = new ArrayList<>(earlier.keySet().stream().limit(EARLIER).toList());
    addresses.addAll(current);
    var flaws = OwnAddressCheck.flaws(addresses);
    for (URI url : current) {
      Optional.ofNullable(flaws.remove(url))
          .map(flaw -> url + " " + flaw + ": " + advice())
          .or(() -> otherHost(url))
          .ifPresent(remarks::add);
    }
    flaws.forEach((address, flaw) -> remarks.add(lost(earlier.get(address), address, flaw)));
    return remarks;
  }

  private String advice() {
    return agent.didcommUrl().equals(agent.didcommHere())
        ? "is there a firewall, or is it the wrong host?" + likely()
        : "does the tunnel or proxy run, and lead to %s? Some routers don't lead back into"
                .formatted(listening)
            + " their own network; others may reach it then";
  }

  private Optional<String> otherHost(URI url) {
    return here.network(url.getHost())
        .filter(network -> !here.isOfRoom(url.getHost()))
        .map(
            network -> network + " is a network of containers or a VPN, not of a room." + likely());
  }

  private String likely() {
    return here.likely()
        .filter(host -> !host.equals(agent.didcommHere().getHost()))
        .map(host -> " Likely: --host " + host)
        .orElse("");
  }

  private String lost(int connections, URI address, String flaw) {
    var host = HttpUrl.host(address).orElse("");
    return "%s %s, which %s: what %s is lost. %s; new invitations have %s"
        .formatted(
            connections == 1
                ? "The DID of an earlier connection has"
                : "The DIDs of " + connections + " earlier connections have",
            address,
            flaw,
            connections == 1 ? "its peer sends" : "their peers send",
            here.isOwn(host)
                ? "--host " + host + " opens it again"
                : "It needs its network or tunnel again",
            agent
                .mediator()
                .map(url -> "the mediator at " + url)
                .orElseGet(() -> agent.didcommUrl().toString()));
  }

  /** The addresses that DIDs of its connections have, and how many each, the newest first. */
  private static Map<URI, Integer> earlier(Agent client) {
    var counts = new LinkedHashMap<URI, Integer>();
    var newestFirst = new ArrayList<>(client.connections());
    Collections.reverse(newestFirst);
    for (Connection one : newestFirst) {
      did(one)
          .flatMap(did -> DidCommAddress.of(Side.of(one.role()), did))
          .filter(address -> !address.mediated())
          .flatMap(DidCommAddress::url)
          .ifPresent(url -> counts.merge(url, 1, Integer::sum));
    }
    return counts;
  }

  private static Optional<String> did(Connection one) {
    try {
      return one.role() == Role.INVITER && one.myDid().isEmpty()
          ? Optional.of(one.invitation().from())
          : one.myDid();
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }
}
