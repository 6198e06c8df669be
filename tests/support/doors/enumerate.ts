import { description } from '../api-check.ts';

/** One way in: a page that is read, a form of a page, an endpoint, an operation of the API. */
export interface Door {
  /** As it stands in the table, as in "POST /desk/people ?/end" or "GET /api/v1/mine". */
  name: string;
  room: 'page' | 'api';
  method: string;
  /** With its parameters in brackets, as in /messages/[code]. */
  path: string;
  /** The form of the page, if it is one. */
  form?: string;
  /** The operation of the API. */
  operation?: string;
  /** Is it a page that people read, and no file or answer to a script? */
  read?: true;
}

interface Route {
  id: string;
  page: { leaf: number } | null;
  endpoint: (() => Promise<object>) | null;
}
interface Manifest {
  nodes: (() => Promise<{ server?: { actions?: object } }>)[];
  routes: Route[];
}

/** Every door of the pages, from the manifest of the built program itself. */
export async function doorsOfPages(): Promise<Door[]> {
  const file = new URL('../../../build/server/manifest-full.js', import.meta.url).href;
  const { manifest } = (await import(file)) as { manifest: Manifest };
  const found = await Promise.all(manifest.routes.map((route) => doorsOf(route, manifest)));
  return found.flat();
}

async function doorsOf({ id, page, endpoint }: Route, { nodes }: Manifest): Promise<Door[]> {
  const path = id.replaceAll(/\/\([^)]+\)/g, '') || '/';
  const read: Door = { name: `GET ${path}`, room: 'page', method: 'GET', path, read: true };
  const actions = page ? Object.keys((await nodes[page.leaf]?.())?.server?.actions ?? {}) : [];
  const methods = endpoint ? Object.keys(await endpoint()).filter((key) => /^[A-Z]+$/.test(key)) : [];
  return [
    ...(page ? [read] : []),
    ...actions.map((form): Door => {
      const name = form === 'default' ? `POST ${path}` : `POST ${path} ?/${form}`;
      return { name, room: 'page', method: 'POST', path, form };
    }),
    ...methods.map((method): Door => ({ name: `${method} ${path}`, room: 'page', method, path })),
  ];
}

/** Every door of the API, from the description that it gives of itself. */
export async function doorsOfApi(): Promise<Door[]> {
  const { paths } = (await description()) as unknown as {
    paths: Record<string, Record<string, { operationId: string }>>;
  };
  return Object.entries(paths).flatMap(([described, methods]) =>
    Object.entries(methods).map(([lower, { operationId }]): Door => {
      const path = described.replaceAll(/\{(\w+)\}/g, '[$1]');
      const method = lower.toUpperCase();
      return { name: `${method} ${path}`, room: 'api', method, path, operation: operationId };
    }),
  );
}
