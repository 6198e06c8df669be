import { connect, type Socket } from 'node:net';
import type { VirusScanner } from './virus-scanner.ts';

/** Where clamd listens: a socket of this machine, or a port of its loopback. */
export type ClamdAt = { path: string } | { host: string; port: number };

const pieceBytes = 65_536;
const patienceMs = 30_000;
const longestAnswer = 4096;

/** ClamAV's daemon, asked by its INSTREAM: pieces behind their length, an empty one at the end, one line of answer. */
export class ClamdScanner implements VirusScanner {
  readonly #at: ClamdAt;
  readonly #patienceMs: number;

  constructor(at: ClamdAt, patience = patienceMs) {
    this.#at = at;
    this.#patienceMs = patience;
  }

  async scan(bytes: Buffer): Promise<string | null> {
    const answer = await this.#ask(bytes);
    if (answer === 'stream: OK') return null;
    const [, found] = /^stream: (.+) FOUND$/.exec(answer) ?? [];
    if (found !== undefined) return found.slice(0, 100);
    throw new Error(`clamd did not scan: ${answer.slice(0, 100) || 'no answer'}`);
  }

  #ask(bytes: Buffer): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(this.#at);
      let said = '';
      socket.setTimeout(this.#patienceMs, () => socket.destroy(new Error('clamd fell silent')));
      socket.on('error', reject);
      socket.on('data', (piece) => {
        said += piece.toString('utf8');
        if (said.length > longestAnswer) socket.destroy(new Error('clamd says too much'));
      });
      socket.on('close', () => resolve(said.replace(/\0[^]*$/, '').trim()));
      socket.on('connect', () => send(socket, bytes));
    });
  }
}

// The other side may answer before all is said (too long a stream): then the rest is not waited for.
function send(socket: Socket, bytes: Buffer): void {
  socket.write('zINSTREAM\0');
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    const piece = bytes.subarray(at, at + pieceBytes);
    socket.write(lengthOf(piece.length));
    socket.write(piece);
  }
  socket.write(lengthOf(0));
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}
