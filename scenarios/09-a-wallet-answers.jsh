// # A wallet answers
//
// A QR code is made for people, and people have wallets. A phone has no address to which an agent
// could send its response, so a wallet has a **mediator**, which keeps messages for it until it asks
// for them. What can the mediator see, and what not?
//
// ## A mediator, a wallet and an agent
//
// All three run in this process. The wallet is an embedded agent behind the mediator, which looks to
// others as a wallet does. The mediator reveals what it can read, within this process only.

import duet.embedded.outgoing.MessageTrace;

var seen = Collections.synchronizedList(new ArrayList<MessageTrace>());
var mediator = EmbeddedMediator.builder().tracing(trace -> seen.add(trace)).start();
var agent = EmbeddedAgent.builder().name("agent").start();
var wallet = EmbeddedAgent.builder().name("wallet").mediator(mediator.did()).start();
var agents = AgentPair.open(
        AgentAddress.of("inviter", agent.url().toString()),
        AgentAddress.of("invitee", wallet.url().toString()));

// They connect as any two do.

var pair = agents.connect("A wallet answers");
pair.timeline().entries().forEach(entry -> print(entry));

// ## Who names whom
//
// A peer DID says where messages for its owner go. The agent's and the mediator's have a URL there;
// the wallet's has the mediator's DID.

var agentDid = PeerDid.parse(pair.inviter().get().myDid().get());
var walletDid = PeerDid.parse(pair.invitee().get().myDid().get());
var mediatorDid = PeerDid.parse(mediator.did());
print("agent     " + agentDid.endpoint().get().uri());
print("mediator  " + mediatorDid.endpoint().get().uri());
print("wallet    " + walletDid.endpoint().get().uri());
check(walletDid.endpoint().get().uri().equals(mediator.did()), "the wallet's DID names the mediator");

// So the wallet's request went straight to the agent, and the agent's response to the mediator.

check(MessageRoute.to(agentDid).hops().isEmpty(), "no mediator on the way to the agent");
check(MessageRoute.to(walletDid).mediator().get().equals(mediator.did()), "one on the way to the wallet");

// ## What the mediator was told
//
// The wallet was granted mediation, and keeps asking for messages. It registered the DID of its
// connection, the forward brought the response, and the wallet said that it received it. Each kind of
// message once:

var told = List.copyOf(seen);
var kinds = new LinkedHashSet<String>();
told.forEach(trace -> kinds.add(trace.direction() + " " + Message.parse(trace.plaintext()).type()));
kinds.forEach(kind -> print(kind));

// For all this the wallet uses another DID, without a service: `.SW10` is an empty list.

var host = Message.parse(told.get(0).plaintext()).from().get();
print(host);
check(PeerDid.parse(host).services().isEmpty(), "the mediator can only answer");

// ## The forward
//
// The response came in two envelopes. The outer one is for the mediator. It holds a message of type
// `forward`, which says for whom the inner one is: `next`. The inner one is attached as it is.

import com.fasterxml.jackson.databind.ObjectMapper;

var mapper = new ObjectMapper();
void brief(String json) throws Exception {
    print(mapper.readTree(json).toPrettyString().replaceAll("(\"[^\"]{50})[^\"]{10,}\"", "$1…\""));
}

var outer = told.stream().filter(trace -> trace.plaintext().contains(Forward.TYPE)).findFirst().get();
brief(outer.plaintext());
var forward = Forward.of(Message.parse(outer.plaintext()));
print(outer.envelope().length() + " characters, of which the inner envelope has " + forward.envelope().length());

// ## What it can see
//
// For whom, from whom, when and how much: the inner envelope's header names both keys.

var inner = mapper.readTree(forward.envelope());
var header = mapper.readTree(Base64.getUrlDecoder().decode(inner.get("protected").asText()));
brief(header.toString());
check(forward.next().equals(walletDid.did()), "for whom");
check(header.get("skid").asText().equals(agentDid.agreementKey().id()), "from whom");

// ## What it can't
//
// Whatever the two say to each other. Only the wallet's key opens the inner envelope, and in all that
// the mediator could read there is nothing of a connection.

check(Envelope.recipients(forward.envelope()).equals(List.of(walletDid.agreementKey().id())), "it is for the wallet's key");
check(told.stream().noneMatch(trace -> trace.plaintext().contains("mercury")), "not even the message's type");

// Somebody between agent and mediator sees less: the outer envelope names neither agent nor wallet.

check(!outer.envelope().contains(walletDid.did()) && !outer.envelope().contains("skid"), "only the mediator's key");
check(pair.didsMatch(), "and the two are connected");

agents.close();
wallet.close();
agent.close();
mediator.close();
print("09-a-wallet-answers: finished");
