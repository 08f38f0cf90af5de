package duet.check;

import static duet.check.CheckPeer.service;

import duet.didcomm.PeerDid;
import java.util.List;
import java.util.Optional;

/** Handshakes with peers of ours that wallets are like: they are reached through mediators. */
final class MediatorCases {

  private static final String SENT = "ConnectionResponseSent";

  private MediatorCases() {}

  static List<ContractCase> cases() {
    return List.of(
        new ContractCase(
            "a response to a peer behind a mediator goes in a forward",
            agent -> {
              var mediator = agent.peerServer().peer();
              respond(agent, behind(agent, mediator), Optional.empty(), mediator);
            }),
        new ContractCase(
            "a request to a peer behind a mediator goes in a forward", MediatorCases::request),
        new ContractCase(
            "a mediator behind another gets its forward in a forward", MediatorCases::chain),
        new ContractCase(
            "routing keys beside a URL are those of mediators", MediatorCases::routingKey),
        new ContractCase(
            "routing keys beside a mediator's DID are those of further ones",
            MediatorCases::furtherKey),
        new ContractCase(
            "a WebSocket before an http address is passed over", MediatorCases::webSocket),
        new ContractCase(
            "a success that holds a problem report does not count as sent",
            MediatorCases::refusal));
  }

  private static void request(CheckedAgent agent) {
    var mediator = agent.peerServer().peer();
    var peer = behind(agent, mediator);
    var accepted = AcceptedInvitation.of(OfferedInvitation.to(agent, peer), agent);
    agent
        .received(CheckPeer.REQUEST, accepted.invitation().id(), accepted.id())
        .checkForwards(peer, mediator);
    accepted.finish(agent);
  }

  private static void chain(CheckedAgent agent) {
    var outer = agent.peerServer().peer();
    var inner = behind(agent, outer);
    var otherwise = Optional.of(KnownDeviations.NO_CHAIN);
    respond(agent, behind(agent, inner), otherwise, outer, inner);
  }

  private static void routingKey(CheckedAgent agent) {
    var mediator = agent.peerServer().peer();
    var url = agent.peerServer().url("/mediator").toString();
    var peer = peer(agent, service(url, mediator.agreementKeys()));
    respond(agent, peer, Optional.of(KnownDeviations.NO_ROUTING_KEYS), mediator);
  }

  private static void furtherKey(CheckedAgent agent) {
    var outer = agent.peerServer().peer();
    var inner = agent.peerServer().peer();
    var peer = peer(agent, service(outer.name(), inner.agreementKeys()));
    respond(agent, peer, Optional.of(KnownDeviations.NO_ROUTING_KEYS), outer, inner);
  }

  private static void webSocket(CheckedAgent agent) {
    var http = agent.peerServer().url("/didcomm").toString();
    var ws = http.replaceFirst("^http", "ws");
    var peer = peer(agent, service(ws, List.of()), service(http, List.of()));
    respond(agent, peer, Optional.of(KnownDeviations.WEBSOCKET_FIRST));
  }

  private static void refusal(CheckedAgent agent) {
    var mediator = agent.peerServer().refusingMediator();
    var peer = behind(agent, mediator);
    var invited = requested(agent, peer);
    agent.received(CheckPeer.RESPONSE, invited.invitation().id(), invited.id());
    var expected = "a failure, and not " + SENT;
    agent.comesTo(
        () -> agent.connection(invited.id()).has("metaLastFailure") || isSent(agent, invited));
    if (isSent(agent, invited)) {
      throw Deviation.differs(expected, agent.seen(invited.id()), KnownDeviations.ANY_SUCCESS);
    }
    var failure = agent.connection(invited.id()).path("metaLastFailure");
    Deviation.unless(failure.isObject(), expected + agent.within(), agent.seen(invited.id()));
  }

  /**
   * Fails the case unless a peer's request is answered through these mediators, and the connection
   * ends.
   */
  private static void respond(
      CheckedAgent agent,
      CheckPeer peer,
      Optional<KnownDeviations> otherwise,
      CheckPeer... mediators) {
    var invited = requested(agent, peer);
    var thid = invited.invitation().id();
    var received =
        agent
            .attempted(CheckPeer.RESPONSE, thid, invited.id())
            .orElseThrow(() -> unsent(agent, invited, otherwise));
    received.check(CheckPeer.RESPONSE, invited.did(), peer, thid);
    if (otherwise.isPresent() && received.layers().size() == mediators.length - 1) {
      var seen = String.valueOf(received.layers().size());
      throw Deviation.differs("forwards: " + mediators.length, seen, otherwise.get());
    }
    received.checkForwards(peer, mediators);
    agent.await(invited.id(), SENT);
  }

  /** Whatever keeps an agent that is known not to send so from it, it must not say that it did. */
  private static Deviation unsent(
      CheckedAgent agent, CreatedInvitation invited, Optional<KnownDeviations> otherwise) {
    var expected = "a response" + agent.within();
    var seen = "none, and " + agent.seen(invited.id());
    return otherwise
        .filter(known -> !isSent(agent, invited))
        .map(known -> Deviation.differs(expected, seen, known))
        .orElseGet(() -> Deviation.failed(expected, seen));
  }

  private static boolean isSent(CheckedAgent agent, CreatedInvitation invited) {
    return agent.connection(invited.id()).path("state").asText().equals(SENT);
  }

  private static CreatedInvitation requested(CheckedAgent agent, CheckPeer peer) {
    var invited = agent.invite();
    agent.message(invited.endpoint(), CheckedAgent.encryptedRequest(peer, invited)).accepted();
    agent.created().keep(invited.id());
    return invited;
  }

  private static CheckPeer behind(CheckedAgent agent, CheckPeer mediator) {
    return peer(agent, service(mediator.name(), List.of()));
  }

  private static CheckPeer peer(CheckedAgent agent, PeerDid.Service... services) {
    return agent.peerServer().with(CheckPeer.with(List.of(services)));
  }
}
