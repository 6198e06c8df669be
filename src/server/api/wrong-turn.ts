import type { Context } from 'hono';
import { Refusal } from '../../domain/refusal.ts';
import { guard } from './answer.ts';
import { problem } from './problem.ts';

interface Routed {
  routes: readonly { path: string; method: string }[];
}

interface KnownPath {
  pattern: RegExp;
  methods: string[];
}

/** Answers what no operation takes: another method of a known path, or a path that leads nowhere. */
export function wrongTurn(api: Routed): (c: Context) => Response {
  const known = knownPaths(api);
  return (c) => {
    const methods = known.filter(({ pattern }) => pattern.test(c.req.path)).flatMap((each) => each.methods);
    if (methods.length === 0) return problem(new Refusal('not-found'), c);
    const allow = [...new Set([...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'])].join(
      ', ',
    );
    if (c.req.method === 'OPTIONS') {
      // No access for pages of other origins: the answer names methods and nothing else.
      return new Response(null, {
        status: 204,
        headers: { ...guard, allow: allow, 'cache-control': 'no-store' },
      });
    }
    return problem(new Refusal('method-not-allowed', { with: { allow } }), c);
  };
}

function knownPaths(api: Routed): KnownPath[] {
  const byPath = new Map<string, string[]>();
  for (const { path, method } of api.routes) {
    if (method !== 'ALL') byPath.set(path, [...(byPath.get(path) ?? []), method]);
  }
  return [...byPath].map(([path, methods]) => ({
    pattern: new RegExp(`^${path.replaceAll('.', '[.]').replaceAll(/:\w+/g, '[^/]+')}$`),
    methods,
  }));
}
