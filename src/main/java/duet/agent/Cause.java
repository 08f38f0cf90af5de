package duet.agent;

import java.util.EnumSet;

/**
 * Why an agent could not be used, or an exchange between two did not come to its end. Every failure
 * has one, with what to try.
 */
public enum Cause {
  // An agent's REST API
  NAME_NOT_RESOLVED("its host name does not resolve", "Check the host name in the URL."),
  CONNECTION_REFUSED(
      "connection refused", "Is the agent running, and is the port the one of its REST API?"),
  TIMED_OUT("no answer in time", "Is it still starting, or does a firewall drop the request?"),
  CONNECTION_BROKEN("the connection broke off", "Did the agent stop or restart? See its log."),
  TLS(
      "no secure connection",
      "Is the URL's scheme right, is the certificate for this host, and does Java trust it?"),
  UNAUTHORIZED("it does not accept the key", "Set the key of this agent, not that of another."),
  NOT_AN_AGENT("not a Cloud Agent", "Check host, port and path: another service answers there."),
  WRONG_PATH(
      "nothing at this path, nor under /cloud-agent or /prism-agent",
      "Check the path: the agent may have its own prefix."),
  GATEWAY_REFUSED(
      "a gateway refuses the request, which says nothing of the agent's key",
      "Check the path, and what that gateway, proxy or firewall asks for."),
  GATEWAY_WITHOUT_AGENT(
      "a gateway answers, but no agent behind it",
      "Is the agent running, or still starting? Does the gateway lead to its REST port?"),
  SERVER_ERROR("internal error of the agent", "See its log; is its database up?"),
  OWN_MEDIATOR(
      "the agent's own mediator does not serve it",
      "Is that mediator running, and does its address lead there from where the agent runs?"),
  REJECTED("the agent refused", "Its answer says why."),

  // Wallets
  SAME_WALLET(
      "inviter and invitee are one wallet of one agent",
      "Use another agent for the invitee, or a key that opens another wallet."),
  OTHER_WALLET(
      "the connection just made is not in the wallet that the key opens now",
      "Check the key: an agent that provisions wallets opens a new, empty one for a mistyped key."),

  // Invitations
  UNUSABLE_INVITATION(
      "the invitation can't be read",
      "Make a new one; if that can't be read either, check the inviter's DIDComm address."),
  INVITATION_USED("the invitation was used before", "Make a new invitation for each connection."),
  INVITATION_UNKNOWN(
      "the inviter does not know this invitation (any more)",
      "Ask for a new one: this one was deleted, or its agent lost its data."),
  INVITATION_EXPIRED(
      "the invitation has expired",
      "Make a new one, or raise the inviter's CONNECT_INVITATION_EXPIRY."),
  OWN_INVITATION(
      "the agent was given its own invitation", "Accept it with another agent or wallet."),

  // The address that a DID names
  ADDRESS_EMPTY(
      "the DID names no http or https address for DIDComm",
      "Set that agent's DIDCOMM_SERVICE_URL; a wallet, which has no address, needs a mediator."),
  ADDRESS_PLACEHOLDER(
      "the DIDComm address is a placeholder",
      "Set that agent's DIDCOMM_SERVICE_URL to where its peers reach it."),
  ADDRESS_LOCALHOST(
      "the DIDComm address says localhost, which leads the other agent to itself",
      "Embedded agents take --host ADDRESS, of accept too: this machine's, in the network of both."
          + " For a Cloud Agent, set DIDCOMM_SERVICE_URL to a name that the other agent resolves;"
          + " between containers, a name in their network, or host.docker.internal."),
  ADDRESS_NOT_CALLED(
      "the DIDComm address is a loopback or link-local one, which the agent that sends does not call",
      "Have the peer's DID, or its mediator's, name an address in the network; where all are meant"
          + " to be on one machine, start the agent that sends with --allow-loopback-peers."),
  ADDRESS_NOT_RESOLVED(
      "the host name of the DIDComm address does not resolve",
      "Set DIDCOMM_SERVICE_URL to a name that the other agent resolves."),
  ADDRESS_REFUSED(
      "nobody listens at the DIDComm address",
      "Is DIDCOMM_SERVICE_URL right, port included, and does that agent listen there?"),
  ADDRESS_UNREACHABLE(
      "the DIDComm address can't be reached",
      "Try from where the other agent runs: a firewall or separate networks may be between."),
  ADDRESS_REACHED_FROM_HERE(
      "the DIDComm address answers from here, but the agent that sends can't reach it",
      "Try it from where that agent runs: the name may lead elsewhere there, or its network may not"
          + " lead there."),
  ADDRESS_NOT_ANSWERING(
      "the DIDComm address takes connections, but gives no answer",
      "Is the port right? If so, see the log of that agent: it may be stuck."),
  ADDRESS_NO_AGENT(
      "something answers at the DIDComm address, but not as a DIDComm agent does",
      "Check the path and the port of DIDCOMM_SERVICE_URL, and the gateway in front of that agent:"
          + " it may be down behind it."),
  ADDRESS_TLS(
      "no secure connection to the DIDComm address",
      "Is the scheme of DIDCOMM_SERVICE_URL right, is the certificate valid and for this host, and"
          + " does the agent that sends trust it?"),
  ADDRESS_UNDERSCORE(
      "the host name of the DIDComm address has an underscore, which agents can't send to",
      "Set DIDCOMM_SERVICE_URL to a name without one, such as an alias in the containers' network."),
  ADDRESS_OF_ANOTHER(
      "the DIDComm address leads to another agent",
      "Set DIDCOMM_SERVICE_URL to where peers reach this agent."),

  // Mediators
  MEDIATOR_NOT_REACHED(
      "its mediator can't be reached",
      "Is that mediator running? Try its address from where the agent that sends runs."),
  MEDIATOR_REFUSED(
      "its mediator did not take the message",
      "The evidence has its answer; see the mediator's log, and what a gateway in front of it does."),
  MEDIATOR_NOT_ENROLLED(
      "its mediator does not know it",
      "Have the wallet enrol again, and begin with a new invitation: its mediator may have lost its"
          + " accounts, or the wallet moved to another."),
  MEDIATOR_WS_ONLY(
      "the DID of its mediator names WebSocket addresses only",
      "Have the mediator's DID name an http or https address, best as the first."),
  MEDIATOR_UNUSABLE(
      "it can't be reached through the mediators that its DID names",
      "Give the wallet a mediator with a did:peer:2 that names an http or https address; chains may"
          + " have three."),
  MEDIATOR_UNSUPPORTED(
      "the agent can't send through the peer's mediators",
      "Cloud Agents know neither routing keys nor a mediator behind another, and fail where a"
          + " mediator's DID names a WebSocket first; the embedded agent sends through all of them."),
  NOT_PICKED_UP(
      "its mediator took the message, and it has been silent since",
      "Is the wallet open, and does it ask this mediator? See the mediator's log, too: a Cloud Agent"
          + " takes each 2xx for delivered, even one that holds a refusal."),

  // Messages
  PEER_REFUSED(
      "the peer answered the message with an error", "See its log; the evidence has the error."),
  PEER_SILENT(
      "it took the message, and has been silent since",
      "Ask whoever runs it: it may not answer by itself, or can't reach this side's"
          + " DIDComm address."),
  NOT_SENT("the agent could not send its message", "See its log; its last failure says why."),
  REQUEST_NOT_SEEN(
      "the invitee sent its request, the inviter never saw it",
      "Does the inviter's DIDComm address lead to this inviter, and not to another agent?"),
  RESPONSE_NOT_SEEN(
      "the inviter sent its response, the invitee never saw it",
      "Does the invitee's DIDComm address lead to this invitee, and not to another agent?"),
  OFFER_NOT_SEEN(
      "the issuer sent its offer, the holder never saw it",
      "Does the holder's DIDComm address lead to this holder, and not to another agent?"),
  CREDENTIAL_REQUEST_NOT_SEEN(
      "the holder sent its request, the issuer never saw it",
      "Does the issuer's DIDComm address lead to this issuer, and not to another agent?"),
  CREDENTIAL_NOT_SEEN(
      "the issuer sent the credential, the holder never saw it",
      "Does the holder's DIDComm address lead to this holder, and not to another agent?"),
  PROOF_REQUEST_NOT_SEEN(
      "the verifier sent its request, the prover never saw it",
      "Does the prover's DIDComm address lead to this prover, and not to another agent?"),
  PRESENTATION_NOT_SEEN(
      "the prover sent its presentation, the verifier never saw it",
      "Does the verifier's DIDComm address lead to this verifier, and not to another agent?"),
  DID_FORMS_DIFFER(
      "the older agent can't read the newer agent's DID",
      "Use two agents of similar versions: those of 2023 read only services that are plain"
          + " strings."),
  RETRIES_USED_UP("the agent has given up sending", "Its last failure says why."),
  NOT_MOVING(
      "an agent has a message to send and shows no sign of life",
      "Check that agent's log: its background jobs may have stopped."),

  // Credentials
  OFFER_EXPIRED(
      "the invitation with the offer has expired",
      "Make a new one, or raise the issuer's ISSUANCE_INVITATION_EXPIRY."),
  DID_NOT_PUBLISHED(
      "the issuing DID is not published yet",
      "See the log of the issuer's agent and its node; another DID that is published will do, too."),
  CREDENTIAL_REQUEST_NOT_MADE(
      "the holder has accepted the offer, and makes no request",
      "Its log says why; its subject's DID needs the authentication key that was named, or only one."),
  CREDENTIAL_REQUEST_REFUSED(
      "the issuer refused the holder's request, and tells nobody",
      "See its log: it checks the request's signature by the holder's DID, its domain and its"
          + " challenge. Begin with a new offer."),
  CREDENTIAL_NOT_MADE(
      "the issuer has the request, and makes no credential",
      "Its log says why. The offer has to name the issuing key if the DID has several; with a secp256k1"
          + " key a Cloud Agent fetches JSON-LD contexts from the web, so use an Ed25519 key."),

  // Proofs
  PROOF_REQUEST_EXPIRED(
      "the invitation with the proof request has expired",
      "Make a new one, or raise the verifier's PRESENTATION_INVITATION_EXPIRY."),
  PROOF_REQUEST_REJECTED(
      "the prover rejected the request", "Ask again, for what the prover is ready to show."),
  NO_SUCH_CREDENTIAL(
      "the prover can't present this credential",
      "Name the record of a credential that this very wallet holds, in state CredentialReceived."),
  PRESENTATION_NOT_MADE(
      "the prover has accepted the request, and makes no presentation",
      "Its log says why; the DID that holds the credential needs its authentication key."),
  ISSUER_NOT_RESOLVED(
      "the verifier can't resolve a DID in the presentation",
      "Publish the issuer's DID, and wait until it is PUBLISHED, before it issues; both agents need"
          + " the same node."),
  STATUS_LIST_NOT_READ(
      "the verifier can't read the credential's status list",
      "The list's address, which the issuer's agent has from its settings, must lead to that agent"
          + " from where the verifier runs."),
  NOT_VERIFIABLE(
      "the verifier has the presentation, and comes to no verdict",
      "Its last failure or its log says why: it resolves the DIDs and reads the status list."),
  VERIFICATION_FAILED(
      "the presentation failed the verifier's check",
      "The evidence or the verifier's log says why: a revoked credential, a signature, or an issuer or"
          + " a schema that was not asked for."),
  PRESENTATION_REJECTED(
      "somebody rejected the presentation at the verifier", "Ask why, and request another."),

  // What the pair shows
  PROBLEM_REPORTED("an agent reports a problem", "Check both agents' logs."),
  STATE_WENT_BACK(
      "a state went back", "Was that agent restored from a backup, or do two share a database?"),
  RECORD_VANISHED("its record is gone", "Somebody deleted it, or the agent lost its database."),
  THREADS_DIFFER(
      "both sides are final, but on different threads", "These two are not one connection."),
  DIDS_DIFFER(
      "both sides are final, but their DIDs don't match",
      "Somebody else answered the invitation first, or an agent mixes up its peers."),
  NOBODY_ANSWERED(
      "nobody answered the invitation", "Send it again, or make a new one and wait longer."),
  STILL_UNDERWAY("it was still under way", "Wait longer, with --timeout or DUET_TIMEOUT.");

  private final String summary;
  private final String advice;

  Cause(String summary, String advice) {
    this.summary = summary;
    this.advice = advice;
  }

  /** Whether asking again may help, since the agent may still be starting. */
  public boolean isTransient() {
    return EnumSet.of(
            NAME_NOT_RESOLVED,
            CONNECTION_REFUSED,
            TIMED_OUT,
            CONNECTION_BROKEN,
            GATEWAY_WITHOUT_AGENT,
            SERVER_ERROR,
            OWN_MEDIATOR)
        .contains(this);
  }

  /** What is wrong, in a few words without a full stop. */
  public String summary() {
    return summary;
  }

  /** What to try, in one sentence. */
  public String advice() {
    return advice;
  }
}
