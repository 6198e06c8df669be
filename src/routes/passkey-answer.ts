import { isRedirect, json, type RequestEvent } from '@sveltejs/kit';
import { Refusal } from '#domain/refusal.ts';
import { refused } from './desk/refused.ts';

const most = 20_000;

/** Answers a page's script about a passkey; what is refused is said in a sentence. */
export async function answeringKeys(
  { request, locals }: RequestEvent,
  work: (body: Record<string, unknown>) => Promise<object>,
): Promise<Response> {
  const headers = { 'cache-control': 'no-store' };
  try {
    return json(await work(request.method === 'POST' ? await bodyOf(request) : {}), { headers });
  } catch (error) {
    if (isRedirect(error)) throw error;
    const { status, shown } = refused(error, locals.lang);
    const title = shown.errors[0]?.text ?? shown.refusal.title;
    return json({ ...shown.refusal, title }, { status, headers });
  }
}

// A form of another site cannot send JSON without asking first.
async function bodyOf(request: Request): Promise<Record<string, unknown>> {
  const isJson = request.headers.get('content-type')?.startsWith('application/json');
  const text = isJson ? await request.text() : '';
  if (text.length > most) throw new Refusal('body-too-large');
  try {
    const body: unknown = JSON.parse(text);
    const response = (body as { response?: { id?: unknown } } | null)?.response;
    if (typeof response?.id === 'string') return body as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw new Refusal('malformed');
}
