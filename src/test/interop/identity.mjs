// Keys, and the did:peer:2 that carries them: how it is written, in each form that agents must
// read, and how it is resolved to the DID document that the DIDComm library asks for.
import { generateKeyPairSync } from 'node:crypto';

const DIGITS = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const CODECS = { X25519: 'ec01', Ed25519: 'ed01' };
const LISTS = { r: [], a: ['didcomm/v2'] };

const usual = (uri) => ({ t: 'dm', s: { uri, ...LISTS } });
const of2023 = (uri) => ({ t: 'dm', s: uri, ...LISTS });
const unlisted = (uri) => ({ t: 'dm', s: { uri } });
const spelledOut = (uri) => ({
  type: 'DIDCommMessaging',
  serviceEndpoint: { uri, accept: ['didcomm/v2'], routing_keys: [] },
});
const elsewhere = { t: 'other', s: 'urn:elsewhere' };

/** How a DID's elements stand, given its two keys and where to send messages. */
export const forms = {
  'as agents write it': (e, v, uri) => e + v + block(usual(uri)),
  'with V before E': (e, v, uri) => v + e + block(usual(uri)),
  'of 2023': (e, v, uri) => e + v + block(of2023(uri)),
  'of 2023 with V before E': (e, v, uri) => v + e + block(of2023(uri)),
  'with padded base64': (e, v, uri) => e + v + padded(usual(uri)),
  'with its service in an array': (e, v, uri) => e + v + block([usual(uri)]),
  'with two services': (e, v, uri) => e + v + block(elsewhere) + block(usual(uri)),
  'without r and a': (e, v, uri) => e + v + block(unlisted(uri)),
  'with full names': (e, v, uri) => e + v + block(spelledOut(uri)),
};

/** A new DID of some form with its private keys. */
export function createIdentity(form, uri) {
  const agreement = generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' });
  const authentication = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const e = '.E' + multibase(agreement);
  const v = '.V' + multibase(authentication);
  const did = 'did:peer:2' + forms[form](e, v, uri);
  // Under both ids, since agents of today write to #key-1 whatever a DID looks like.
  const secrets = [keyIds, keyIdsOf2023].flatMap((ids) =>
    keys(did, ids).map(({ id, purpose }) => ({
      id,
      type: 'JsonWebKey2020',
      privateKeyJwk: purpose === 'E' ? agreement : authentication,
    })),
  );
  return { did, secrets };
}

/** The DID document; one with a service of 2023 has the key ids of then. */
export function resolve(did, ids = writtenIn2023(did) ? keyIdsOf2023 : keyIds) {
  const found = keys(did, ids);
  const idsOf = (purpose) => found.filter((key) => key.purpose === purpose).map((key) => key.id);
  return {
    id: did,
    keyAgreement: idsOf('E'),
    authentication: idsOf('V'),
    verificationMethod: found.map(({ id, jwk }) => ({
      id,
      type: 'JsonWebKey2020',
      controller: did,
      publicKeyJwk: jwk,
    })),
    service: services(did)
      .filter(({ t }) => t === 'dm')
      .map(({ s, r, a }, index) => ({
        id: `${did}#service-${index}`,
        type: 'DIDCommMessaging',
        serviceEndpoint: {
          uri: s.uri ?? s,
          accept: s.a ?? a ?? [],
          routing_keys: s.r ?? r ?? [],
        },
      })),
  };
}

export const keyIds = (multibase, number) => `key-${number}`;
export const keyIdsOf2023 = (multibase) => multibase.slice(1);

function writtenIn2023(did) {
  return services(did).some(({ t, s }) => t === 'dm' && typeof s === 'string');
}

function keys(did, ids) {
  return elements(did)
    .filter(({ purpose }) => purpose !== 'S')
    .map(({ purpose, value }, index) => ({
      purpose,
      id: `${did}#${ids(value, index + 1)}`,
      jwk: { kty: 'OKP', crv: purpose === 'E' ? 'X25519' : 'Ed25519', x: publicKey(value) },
    }));
}

function services(did) {
  return elements(did)
    .filter(({ purpose }) => purpose === 'S')
    .flatMap(({ value }) => JSON.parse(Buffer.from(value, 'base64url')));
}

function elements(did) {
  const [, ...parts] = did.split('.');
  return parts.map((part) => ({ purpose: part[0], value: part.slice(1) }));
}

function block(service) {
  return '.S' + Buffer.from(JSON.stringify(service)).toString('base64url');
}

/** With a blank behind the JSON where it would need no padding otherwise. */
function padded(service) {
  const plain = JSON.stringify(service);
  const text = plain.length % 3 === 0 ? plain + ' ' : plain;
  const base64 = Buffer.from(text).toString('base64url');
  return '.S' + base64.padEnd(Math.ceil(base64.length / 4) * 4, '=');
}

function multibase({ crv, x }) {
  let number = BigInt('0x' + CODECS[crv] + Buffer.from(x, 'base64url').toString('hex'));
  let text = '';
  for (; number > 0n; number /= 58n) {
    text = DIGITS[Number(number % 58n)] + text;
  }
  return 'z' + text;
}

function publicKey(multibase) {
  const number = [...multibase.slice(1)].reduce(
    (sum, digit) => sum * 58n + BigInt(DIGITS.indexOf(digit)),
    0n,
  );
  return Buffer.from(number.toString(16).slice(4), 'hex').toString('base64url');
}
