// What an agent must refuse, changing nothing. Each forgery is right in all but one thing; it says
// how it must be refused and what to post instead of a message that is due.
import { randomUUID } from 'node:crypto';
import { resolve } from './identity.mjs';
import { ENCRYPTED, post } from './party.mjs';
import { same } from './report.mjs';

const UNREADABLE = [400, 'error:RequestBodyDecodingFailure'];
const UNDECIPHERABLE = [400, 'error:DIDCommControllerError:UndecipherableMessage'];
const CONTENT_TYPE = [400, 'error:DIDCommControllerError:InvalidContentType'];
export const UNTRUSTED = [403, 'error:DIDCommControllerError:UntrustedMessage'];
const NOT_OURS = [422, 'error:DIDCommControllerError:PeerDIDNotFoundError'];
const UNKNOWN_TYPE = [422, 'error:DIDCommControllerError:UnsupportedMessageType'];
const UNKNOWN_THREAD = [404, 'error:ConnectionServiceError:ThreadIdNotFound'];
export const WRONG_STATE = [400, 'error:ConnectionServiceError:InvalidStateForOperation'];

/** By name; (sender, message, other) gives the envelope, or an array of it and a content type. */
export const forgeries = {
  'in an anoncrypt only': [UNTRUSTED, (sender, message) => sender.seal(message, { from: null })],
  'sealed by another than it is from': [UNTRUSTED, sealedByAnother],
  'sealed by another, inside an anoncrypt': [
    UNTRUSTED,
    (sender, message, other) => sealedByAnother(sender, message, other, { protect_sender: true }),
  ],
  "sealed in another's name": [UNDECIPHERABLE, inAnothersName],
  'without from': [UNTRUSTED, altered(() => ({ from: undefined }))],
  'addressed to another too': [
    UNTRUSTED,
    altered((message, other) => ({ to: [...message.to, other.did] })),
  ],
  'addressed to another': [UNTRUSTED, altered((message, other) => ({ to: [other.did] }))],
  'for a key the agent does not own': [
    NOT_OURS,
    (sender, message, other) => sender.seal({ ...message, to: [other.did] }),
  ],
  'of an unknown type': [
    UNKNOWN_TYPE,
    altered(() => ({ type: 'https://didcomm.org/trust-ping/2.0/ping' })),
  ],
  'in an unknown thread': [UNKNOWN_THREAD, altered(() => ({ thid: randomUUID() }))],
  'in no thread': [UNKNOWN_THREAD, altered(() => ({ thid: undefined }))],
  'in plaintext': [UNREADABLE, (sender, message) => JSON.stringify(message)],
  'as no JSON': [UNREADABLE, () => 'Please let me in.'],
  'as nothing at all': [UNREADABLE, () => ''],
  'with a damaged ciphertext': [UNDECIPHERABLE, damaged((jwe) => flip(jwe, 'ciphertext'))],
  'with a damaged tag': [UNDECIPHERABLE, damaged((jwe) => flip(jwe, 'tag'))],
  'with a damaged iv': [UNDECIPHERABLE, damaged((jwe) => flip(jwe, 'iv'))],
  'with a damaged key': [
    UNDECIPHERABLE,
    damaged(({ recipients: [ours] }) => flip(ours, 'encrypted_key')),
  ],
  'with a damaged protected header': [UNREADABLE, damaged((jwe) => flip(jwe, 'protected'))],
  'with one name more in the header': [UNDECIPHERABLE, headed((header) => (header.more = 1))],
  'with another epk': [UNDECIPHERABLE, headed((header) => flip(header.epk, 'x'))],
  'with another apu': [UNREADABLE, headed((header) => flip(header, 'apu'))],
  'with another apv': [UNREADABLE, headed((header) => flip(header, 'apv'))],
  'with another skid': [UNREADABLE, headed((header) => (header.skid += '0'))],
  'with another enc': [UNREADABLE, headed((header) => (header.enc = 'A256GCM'))],
  'with an extension it must understand': [UNREADABLE, headed((header) => (header.crit = ['b64']))],
  'of content type application/json': [CONTENT_TYPE, typed('application/json')],
  'of the content type of plaintext': [CONTENT_TYPE, typed('application/didcomm-plain+json')],
  'of a content type with a charset': [CONTENT_TYPE, typed(`${ENCRYPTED}; charset=utf-8`)],
  'of no content type': [CONTENT_TYPE, typed(null)],
};

/** Posts what the agent must refuse, with an error body, while its connection stays as it is. */
export async function refused(agent, { connectionId, did }, [status, type], letter) {
  const before = await agent.connection(connectionId);
  const answer = await post(did, ...[letter].flat());
  same('status', [status, 'application/json'], [answer.status, answer.contentType]);
  const error = JSON.parse(answer.body);
  same('error', { status, type }, { status: error.status, type: error.type });
  const texts = [error.title, error.detail, error.instance].map((text) => typeof text);
  same('title, detail and instance', ['string', 'string', 'string'], texts);
  same('connection', before, await agent.connection(connectionId));
}

function altered(change) {
  return (sender, message, other) => {
    const [agent] = message.to;
    // The library insists on a recipient who is addressed: so one is, who has the agent's keys.
    const forged = { ...message, ...change(message, other) };
    return sender.seal(forged, {
      from: sender.did,
      to: forged.to[0],
      documents: { [other.did]: resolve(agent) },
    });
  };
}

/** The message is the sender's, but somebody else sealed it, with a key of their own. */
function sealedByAnother(sender, message, other, options) {
  const documents = { [sender.did]: resolve(other.did) };
  return other.seal(message, { documents }, options);
}

/** The message and the envelope name the sender, but the key isn't the sender's. */
function inAnothersName(sender, message, other) {
  const secrets = rename(other.secrets, other.did, sender.did);
  const documents = { [sender.did]: rename(resolve(other.did), other.did, sender.did) };
  return other.seal(message, { secrets, documents });
}

function typed(contentType) {
  return async (sender, message) => [await sender.seal(message), contentType];
}

function damaged(change) {
  return async (sender, message) => {
    const jwe = JSON.parse(await sender.seal(message));
    change(jwe);
    return JSON.stringify(jwe);
  };
}

function headed(change) {
  return damaged((jwe) => {
    const header = JSON.parse(Buffer.from(jwe.protected, 'base64url'));
    change(header);
    jwe.protected = Buffer.from(JSON.stringify(header)).toString('base64url');
  });
}

/** Turns one bit of what is written in base64url. */
function flip(holder, name) {
  const bytes = Buffer.from(holder[name], 'base64url');
  bytes[0] ^= 1;
  holder[name] = bytes.toString('base64url');
}

function rename(value, from, to) {
  return JSON.parse(JSON.stringify(value).replaceAll(from, to));
}
