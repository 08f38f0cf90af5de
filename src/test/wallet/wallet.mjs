// A wallet made of the SDK that wallets are made of. It has itself enrolled by a mediator, takes
// lines on standard input, and prints what happens to it, one JSON document a line. A line is an
// invitation to accept, or tells it to pause or resume asking for messages. It takes each credential
// that it is offered, and presents the last one to whoever asks. It ends with its input.
//
//     node wallet.mjs did:peer:2…
import { createInterface } from 'node:readline';
import {
  Agent,
  Apollo,
  Connection,
  IssueCredential,
  ListenerKey,
  OfferCredential,
  Pluto,
  RequestPresentation,
} from '@hyperledger/identus-sdk';
import { Store } from './store.mjs';

/** Between two polls, in milliseconds. */
const PERIOD = 500;

const commands = { pause, resume };
const answers = {
  'https://didcomm.org/issue-credential/3.0/offer-credential': request,
  'https://didcomm.org/issue-credential/3.0/issue-credential': hold,
  'https://didcomm.atalaprism.io/present-proof/3.0/request-presentation': present,
};
const wallet = Agent.initialize({
  mediatorDID: process.argv[2],
  pluto: new Pluto(new Store(), new Apollo()),
});
let retry;

function tell(event, more) {
  process.stdout.write(JSON.stringify({ event, ...more }) + '\n');
}

function failed(what, failure) {
  tell('failed', { what, reason: failure?.cause?.message ?? failure?.message ?? String(failure) });
}

function pause() {
  clearTimeout(retry);
  wallet.stopFetchingMessages();
  tell('paused');
}

async function resume() {
  wallet.stopFetchingMessages();
  await wallet.startFetchingMessages(PERIOD);
}

async function request(message) {
  const offer = OfferCredential.fromMessage(message);
  const requested = await wallet.prepareRequestCredentialWithIssuer(offer);
  await wallet.send(requested.makeMessage());
  tell('requested', { thid: message.thid });
}

async function hold(message) {
  const credential = await wallet.processIssuedCredentialMessage(IssueCredential.fromMessage(message));
  tell('held', { thid: message.thid, issuer: credential.issuer, subject: credential.subject });
}

async function present(message) {
  const asked = RequestPresentation.fromMessage(message);
  const credential = (await wallet.verifiableCredentials()).at(-1);
  const presentation = await wallet.createPresentationForRequestProof(asked, credential);
  await wallet.send(presentation.makeMessage());
  tell('presented', { thid: message.thid });
}

async function accept(invitation) {
  try {
    await wallet.acceptInvitation(await wallet.parseInvitation(invitation));
    const pair = (await wallet.pluto.getAllDidPairs()).at(-1);
    // An invitation to something else than a connection makes none.
    tell('accepted', { myDid: pair?.host.toString(), theirDid: pair?.receiver.toString() });
  } catch (failure) {
    failed('accept', failure);
  }
}

// A poll that fails is the SDK's last, and nothing but this says so. An app would begin anew.
process.on('unhandledRejection', (failure) => {
  failed('poll', failure);
  retry = setTimeout(resume, PERIOD);
});

wallet.addListener(ListenerKey.MESSAGE, (messages) => {
  for (const message of messages) {
    const { piuri, thid, from, to } = message;
    tell('message', { type: piuri, thid, from: from?.toString(), to: to?.toString() });
    answers[piuri]?.(message).catch((failure) => failed(piuri, failure));
  }
});
await wallet.start();
const granted = wallet.connections.mediator?.state === Connection.State.GRANTED;
tell(granted ? 'mediated' : 'refused');
await resume();
for await (const line of createInterface({ input: process.stdin })) {
  await (commands[line]?.() ?? accept(line));
}
process.exit();
