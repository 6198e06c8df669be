import fs from 'node:fs';
import { routeShape } from '../log-request.ts';

interface Manifest {
  routes: { id: string }[];
}

/** Which shapes of addresses there are: whatever else is asked for is one and the same, so that nobody makes up names of their own. */
export async function knownRoutes(apiPaths: readonly string[]): Promise<(target: string) => string> {
  const file = new URL('../../../build/server/manifest.js', import.meta.url);
  const pages = fs.existsSync(file)
    ? ((await import(file.href)) as { manifest: Manifest }).manifest.routes.map(({ id }) => id)
    : [];
  const shapes = new Set([
    ...['/_app/*', '/healthz', '/readyz'],
    ...pages.map((id) => id.replaceAll(/\/\([^)]*\)/g, '').replaceAll(/\[[^\]]*\]/g, '*') || '/'),
    ...apiPaths.map((path) => path.replaceAll(/:\w+(\{[^}]*\})?/g, '*')),
  ]);
  return (target) => {
    const shape = routeShape(target);
    return shapes.has(shape) ? shape : 'other';
  };
}
