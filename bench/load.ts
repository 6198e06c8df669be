import http from 'node:http';

/** What a load run found. */
export interface Load {
  perSecond: number;
  p50: number;
  p99: number;
  /** Answers by status. */
  statuses: Record<number, number>;
}

/** One request of a load. */
export interface Asked {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Sends requests over so many kept-alive connections for so many seconds; each connection asks again when it is answered. */
export async function load(
  origin: string,
  of: { connections: number; seconds: number; next: () => Asked },
): Promise<Load> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: of.connections });
  const { hostname, port } = new URL(origin);
  const until = performance.now() + of.seconds * 1000;
  const times: number[] = [];
  const statuses: Record<number, number> = {};
  const started = performance.now();
  const one = async () => {
    while (performance.now() < until) {
      const from = performance.now();
      const status = await ask({ agent, hostname, port }, of.next());
      times.push(performance.now() - from);
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: of.connections }, one));
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99), statuses };
}

function ask(to: { agent: http.Agent; hostname: string; port: string }, asked: Asked): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        ...to,
        method: asked.method,
        path: asked.path,
        headers: {
          ...asked.headers,
          ...(asked.body !== undefined && { 'content-length': Buffer.byteLength(asked.body) }),
        },
      },
      (answer) => {
        answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    request.on('error', reject);
    request.end(asked.body);
  });
}
