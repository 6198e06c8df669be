/** Sends JSON as the member of staff who is signed in here; throws what the answer says where it is refused. */
export async function sendJson(method: 'POST' | 'PUT', address: string, body?: unknown): Promise<unknown> {
  const response = await fetch(address, {
    method,
    headers: { 'content-type': 'application/json', 'accept-language': document.documentElement.lang },
    body: JSON.stringify(body ?? {}),
  });
  const text = await response.text();
  const answer: unknown = text ? JSON.parse(text) : null;
  if (!response.ok) throw new Error(String((answer as { title?: unknown } | null)?.title ?? ''));
  return answer;
}
