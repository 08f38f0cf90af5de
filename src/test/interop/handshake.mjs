// The connection protocol up to the message that is due from our side, and from there to the end.
import { LIMIT } from './agent.mjs';
import { ENCRYPTED, post, PROTOCOL } from './party.mjs';
import { same } from './report.mjs';

/** The agent has invited us: our request is due. To finish is to post it and to be connected. */
export async function requestDue(agent, party) {
  const { connectionId, thid, state, invitation } = await agent.invite('For another make of peer');
  const encoded = new URL(invitation.invitationUrl).searchParams.get('_oob');
  const { id, type, from } = JSON.parse(Buffer.from(encoded, 'base64url'));
  same('state', 'InvitationGenerated', state);
  same('invitation.type', 'https://didcomm.org/out-of-band/2.0/invitation', type);
  same('invitation.id', thid, id);
  return {
    connectionId,
    did: from,
    message: party.says('request', from, thid),
    finish: async (envelope) => {
      await taken(from, envelope);
      const letter = await received(party);
      letter.answer(202);
      const response = await authentic(party, letter, 'response', thid);
      same('response.from', from, response.from);
      await connected(agent, connectionId, 'ConnectionResponseSent', from, party.did);
    },
  };
}

/** We have invited the agent, and have its request: our response is due. */
export async function responseDue(agent, party) {
  const { letter, ...due } = await requested(agent, party);
  letter.answer(202);
  const { state } = await agent.awaited(due.connectionId, 'ConnectionRequestSent');
  same('state', 'ConnectionRequestSent', state);
  return due;
}

/** As before, but the call that brought the request gets its answer at the very end. */
export async function responseOverdue(agent, party) {
  const { letter, ...due } = await requested(agent, party);
  const finish = async (envelope) => {
    await due.finish(envelope);
    letter.answer(202);
  };
  return { ...due, finish };
}

async function requested(agent, party) {
  const invitation = party.invitation();
  const { connectionId, thid } = await agent.accept(invitation);
  same('thid', invitation.id, thid);
  const letter = await received(party);
  const { from } = await authentic(party, letter, 'request', thid);
  return {
    connectionId,
    did: from,
    letter,
    message: party.says('response', from, thid),
    finish: async (envelope) => {
      await taken(from, envelope);
      await connected(agent, connectionId, 'ConnectionResponseReceived', from, party.did);
    },
  };
}

async function connected(agent, connectionId, state, myDid, theirDid) {
  const connection = await agent.awaited(connectionId, state);
  same('state', state, connection.state);
  same('myDid', myDid, connection.myDid);
  same('theirDid', theirDid, connection.theirDid);
  same('metaLastFailure', undefined, connection.metaLastFailure);
}

async function taken(did, envelope) {
  const { status, body } = await post(did, envelope);
  same('status and body', [202, ''], [status, body]);
}

/** What the agent sends is sealed by the DID it is from, for us alone, in the thread. */
async function authentic(party, letter, verb, thid) {
  same('method', 'POST', letter.method);
  same('content type', ENCRYPTED, letter.contentType);
  const { message, trust } = await party.open(letter.envelope);
  same('authenticated', true, trust.authenticated);
  same('anonymous', false, trust.anonymous_sender);
  same('algorithm', 'A256cbcHs512Ecdh1puA256kw', trust.enc_alg_auth);
  same('sealed by', message.from, trust.encrypted_from_kid.split('#')[0]);
  same('type', PROTOCOL + verb, message.type);
  same('to', [party.did], message.to);
  same('thid', thid, message.thid);
  same('pthid', thid, message.pthid);
  return message;
}

async function received(party) {
  let timer;
  const late = new Promise((_, reject) => {
    const tooLate = () => reject(new Error(`a letter expected within ${LIMIT} ms, none seen`));
    timer = setTimeout(tooLate, LIMIT);
  });
  return Promise.race([party.box.letter, late]).finally(() => clearTimeout(timer));
}
