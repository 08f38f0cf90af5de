// A DIDComm peer that shares no code with Duet. It connects with an agent as invitee and as inviter
// in every valid form, and tries what an agent must refuse. Prints one line for each case, and
// exits with 1 if one failed.
//
//     AGENT_APIKEY=… node peer.mjs http://127.0.0.1:8085
import { Agent } from './agent.mjs';
import { forgeries, refused, UNTRUSTED, WRONG_STATE } from './forgery.mjs';
import { requestDue, responseDue, responseOverdue } from './handshake.mjs';
import { forms, keyIdsOf2023, resolve } from './identity.mjs';
import { Mailbox } from './mailbox.mjs';
import { Party } from './party.mjs';
import { Report } from './report.mjs';

const anoncrypts = {
  XC20P: 'Xc20pEcdhEsA256kw',
  'A256CBC-HS512': 'A256cbcHs512EcdhEsA256kw',
  A256GCM: 'A256gcmEcdhEsA256kw',
};
const roles = { invitee: requestDue, inviter: responseDue };

const agent = new Agent(process.argv[2], process.env.AGENT_APIKEY);
const mailbox = await Mailbox.open();
const report = new Report();

/** A handshake in which nobody does wrong; seal makes the envelope of the message that is due. */
async function valid(name, step, seal = (party, due) => party.seal(due.message), form) {
  await report.check(name, async () => {
    const party = new Party(mailbox, form);
    const due = await step(agent, party);
    await due.finish(await seal(party, due));
  });
}

/** The forgery is refused, and then what was due is taken: so the forgery alone was wrong. */
async function forged(name, step, [expected, forge]) {
  await report.check(name, async () => {
    const party = new Party(mailbox);
    const due = await step(agent, party);
    const letter = await forge(party, due.message, new Party(mailbox));
    await refused(agent, due, expected, letter);
    await due.finish(await party.seal(due.message));
  });
}

/** What was taken once, or comes from one too late, is refused. */
async function late(name, step, seal) {
  await report.check(name, async () => {
    const party = new Party(mailbox);
    const due = await step(agent, party);
    const envelope = await party.seal(due.message);
    await due.finish(envelope);
    await refused(agent, due, WRONG_STATE, await seal(envelope, due));
  });
}

for (const [role, step] of Object.entries(roles)) {
  for (const form of Object.keys(forms)) {
    await valid(`${role}: DID ${form}`, step, undefined, form);
  }
  for (const [enc, enc_alg_anon] of Object.entries(anoncrypts)) {
    await valid(`${role}: authcrypt in an anoncrypt of ${enc}`, step, (party, due) =>
      party.seal(due.message, {}, { protect_sender: true, enc_alg_anon }),
    );
  }
  await valid(`${role}: agent's key named as in 2023`, step, (party, { did, message }) =>
    party.seal(message, { documents: { [did]: resolve(did, keyIdsOf2023) } }),
  );
  for (const [name, forgery] of Object.entries(forgeries)) {
    await forged(`${role} refused: ${name}`, step, forgery);
  }
  await late(`${role} refused: the same again`, step, (envelope) => envelope);
}
await valid('inviter: response before the answer to the request', responseOverdue);
await forged('inviter refused: a response from another DID than the invitation', responseDue, [
  UNTRUSTED,
  (party, { to, thid }, other) => other.seal(other.says('response', to[0], thid)),
]);
await forged('inviter refused: a request', responseDue, [
  WRONG_STATE,
  (party, { to, thid }) => party.seal(party.says('request', to[0], thid)),
]);
await forged('invitee refused: a response', requestDue, [
  WRONG_STATE,
  (party, { to, thid }) => party.seal(party.says('response', to[0], thid)),
]);
await late('invitee refused: a second one', requestDue, (envelope, { did, message }) => {
  const second = new Party(mailbox);
  return second.seal(second.says('request', did, message.thid));
});

mailbox.close();
process.exitCode = report.exitCode();
