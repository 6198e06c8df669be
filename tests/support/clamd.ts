import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** What every scanner finds on purpose: a harmless line made for trying them (EICAR). */
export const trialVirus = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*';

/** A stand-in for ClamAV's daemon that takes INSTREAM as the real one does, and nothing else. */
export interface Clamd {
  at: { host: string; port: number };
  /** How many streams it scanned. */
  scanned: number;
  /** What it says instead of an answer; 'silence': nothing at all. */
  says: string | null;
  /** The most that it takes (StreamMaxLength). */
  mostBytes: number;
  close(): Promise<void>;
}

/** Opens one on the loopback. */
export async function openClamd(): Promise<Clamd> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    let heard = Buffer.alloc(0);
    socket.on('data', (piece) => {
      heard = Buffer.concat([heard, piece]);
      const answer = answerTo(heard, clamd);
      if (answer === undefined || clamd.says === 'silence') return;
      clamd.scanned += 1;
      socket.end(`${clamd.says ?? answer}\0`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const clamd: Clamd = {
    at: { host: '127.0.0.1', port: (server.address() as AddressInfo).port },
    ...{ scanned: 0, says: null, mostBytes: 25_000_000 },
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
  return clamd;
}

const command = Buffer.from('zINSTREAM\0');

// Undefined while the stream has not ended.
function answerTo(heard: Buffer, { mostBytes }: Clamd): string | undefined {
  if (heard.length < command.length) return undefined;
  if (!heard.subarray(0, command.length).equals(command)) return 'UNKNOWN COMMAND';
  const pieces: Buffer[] = [];
  let bytes = 0;
  for (let at = command.length; at + 4 <= heard.length;) {
    const length = heard.readUInt32BE(at);
    if (length === 0) return verdict(Buffer.concat(pieces));
    bytes += length;
    if (bytes > mostBytes) return 'INSTREAM size limit exceeded. ERROR';
    if (at + 4 + length > heard.length) return undefined;
    pieces.push(heard.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}

function verdict(stream: Buffer): string {
  return stream.includes(trialVirus) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK';
}
