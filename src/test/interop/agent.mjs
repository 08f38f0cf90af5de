// The agent under test, as its REST API shows it.

/** In milliseconds, for whatever is waited for. */
export const LIMIT = 15_000;
const PAUSE = 20;

export class Agent {
  #url;
  #key;

  constructor(url, key) {
    this.#url = url;
    this.#key = key;
  }

  invite(label) {
    return this.#call(201, '/connections', { label });
  }

  accept(invitation) {
    const encoded = Buffer.from(JSON.stringify(invitation)).toString('base64url');
    return this.#call(200, '/connection-invitations', { invitation: encoded });
  }

  connection(id) {
    return this.#call(200, `/connections/${id}`);
  }

  /** The connection once it is in the state, or as it is when the time is up. */
  async awaited(id, state) {
    const deadline = Date.now() + LIMIT;
    for (;;) {
      const connection = await this.connection(id);
      if (connection.state === state || Date.now() > deadline) {
        return connection;
      }
      await new Promise((resume) => setTimeout(resume, PAUSE));
    }
  }

  async #call(status, path, body) {
    const response = await fetch(this.#url + path, {
      method: body ? 'POST' : 'GET',
      headers: { 'Content-Type': 'application/json', ...(this.#key && { apikey: this.#key }) },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(LIMIT),
    });
    const text = await response.text();
    if (response.status !== status) {
      throw new Error(`${path} expected ${status} seen ${response.status} ${text}`);
    }
    return JSON.parse(text);
  }
}
