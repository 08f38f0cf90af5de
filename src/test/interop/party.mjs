// One who holds a DID: says things, seals them with the DIDComm library, and opens what arrives.
import { randomUUID } from 'node:crypto';
import didcomm from 'didcomm-node';
import { LIMIT } from './agent.mjs';
import { createIdentity, resolve } from './identity.mjs';

export const ENCRYPTED = 'application/didcomm-encrypted+json';
export const PROTOCOL = 'https://atalaprism.io/mercury/connections/1.0/';
const PLAIN = 'application/didcomm-plain+json';

export class Party {
  constructor(mailbox, form = 'as agents write it') {
    this.box = mailbox.box();
    Object.assign(this, createIdentity(form, this.box.uri));
  }

  invitation() {
    return {
      id: randomUUID(),
      type: 'https://didcomm.org/out-of-band/2.0/invitation',
      from: this.did,
      body: { goal_code: 'interop', goal: 'To be understood', accept: [] },
    };
  }

  /** A plaintext message: a request or a response. */
  says(verb, to, thid) {
    const now = Math.floor(Date.now() / 1000);
    return {
      id: randomUUID(),
      typ: PLAIN,
      type: PROTOCOL + verb,
      from: this.did,
      to: [to],
      created_time: now,
      expires_time: now + 1000,
      body: { accept: [] },
      attachments: [],
      thid,
      pthid: thid,
    };
  }

  /**
   * The envelope around a message. A forger gives a sender other than the message's, keys that are
   * not its own, or documents in which a DID is not what it says.
   */
  async seal(message, forged = {}, options = {}) {
    const { to = message.to[0], from = message.from, secrets = this.secrets, documents } = forged;
    const [envelope] = await new didcomm.Message(message).pack_encrypted(
      to,
      from,
      null,
      resolver(documents),
      keeper(secrets),
      options,
    );
    return envelope;
  }

  /** The message in an envelope, and what the library believes of it. */
  async open(envelope) {
    const [message, trust] = await didcomm.Message.unpack(
      envelope,
      resolver(),
      keeper(this.secrets),
      {},
    );
    return { message: message.as_value(), trust };
  }
}

/** Posts an envelope to the service of a DID. */
export async function post(did, envelope, contentType = ENCRYPTED) {
  const response = await fetch(resolve(did).service[0].serviceEndpoint.uri, {
    method: 'POST',
    headers: contentType === null ? {} : { 'Content-Type': contentType },
    body: Buffer.from(envelope),
    signal: AbortSignal.timeout(LIMIT),
  });
  const { status, headers } = response;
  return { status, contentType: headers.get('content-type'), body: await response.text() };
}

function resolver(documents = {}) {
  return { resolve: async (did) => documents[did] ?? resolve(did) };
}

function keeper(secrets) {
  return {
    get_secret: async (id) => secrets.find((secret) => secret.id === id) ?? null,
    find_secrets: async (ids) => ids.filter((id) => secrets.some((secret) => secret.id === id)),
  };
}
