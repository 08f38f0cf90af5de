// Where a peer gets its mail: an HTTP server on loopback, with an address for each DID.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

export class Mailbox {
  #boxes = new Map();
  #server = createServer((request, response) => this.#receive(request, response));

  static async open() {
    const mailbox = new Mailbox();
    mailbox.#server.listen(0, '127.0.0.1');
    await once(mailbox.#server, 'listening');
    return mailbox;
  }

  /** A new address; its one letter waits until whoever reads it answers. */
  box() {
    const path = `/${this.#boxes.size + 1}`;
    const box = { uri: `http://127.0.0.1:${this.#server.address().port}${path}` };
    box.letter = new Promise((deliver) => this.#boxes.set(path, deliver));
    return box;
  }

  close() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #receive(request, response) {
    const deliver = this.#boxes.get(request.url);
    if (!deliver) {
      response.writeHead(404).end();
      return;
    }
    deliver({
      method: request.method,
      contentType: request.headers['content-type'],
      envelope: await text(request),
      answer: (status) => response.writeHead(status).end(),
    });
  }
}
