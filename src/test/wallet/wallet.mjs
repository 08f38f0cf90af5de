// A wallet made of the SDK that wallets are made of. It has itself enrolled by a mediator, takes
// lines on standard input, and prints what happens to it, one JSON document a line. A line is an
// invitation to accept, or tells it to pause or resume asking for messages. It ends with its input.
//
//     node wallet.mjs did:peer:2…
import { createInterface } from 'node:readline';
import { Agent, Apollo, Connection, ListenerKey, Pluto } from '@hyperledger/identus-sdk';
import { Store } from './store.mjs';

/** Between two polls, in milliseconds. */
const PERIOD = 500;

const commands = { pause, resume };
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

async function accept(invitation) {
  try {
    await wallet.acceptInvitation(await wallet.parseInvitation(invitation));
    const pairs = await wallet.pluto.getAllDidPairs();
    const { host, receiver } = pairs.at(-1);
    tell('accepted', { myDid: host.toString(), theirDid: receiver.toString() });
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
  for (const { piuri, thid, from, to } of messages) {
    tell('message', { type: piuri, thid, from: from?.toString(), to: to?.toString() });
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
