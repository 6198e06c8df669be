import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { roleNames, type RoleName } from './role-names.ts';

/** What we must remember about our own PostgreSQL: its port and the passwords of its roles. */
export type ServerState = { port: number; passwords: Record<'postgres' | RoleName, string> };

/** Reads the state, or makes it for a new server; readable by the one who runs the program only. */
export async function keepState(home: string): Promise<ServerState> {
  const file = path.join(home, 'server.json');
  if (!fs.existsSync(file)) {
    const names = ['postgres', ...roleNames] as const;
    const passwords = Object.fromEntries(names.map((name) => [name, randomBytes(24).toString('base64url')]));
    try {
      fs.writeFileSync(file, JSON.stringify({ port: await freePort(), passwords }), {
        mode: 0o600,
        flag: 'wx',
      });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  return JSON.parse(fs.readFileSync(file, 'utf8')) as ServerState;
}

/** The remembered port if nobody else took it meanwhile, otherwise a new one, remembered. */
export async function keepPort(home: string, state: ServerState): Promise<number> {
  if (await isFree(state.port)) return state.port;
  state.port = await freePort();
  const file = path.join(home, 'server.json');
  fs.writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 });
  fs.renameSync(`${file}.new`, file);
  return state.port;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = net.createServer().once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
