import { Refusal } from '../../domain/refusal.ts';

/** The largest JSON body: a message at its limits in four-byte characters, each escaped, fits in. */
export const mostBytes = 64 * 1024;

const strict = new TextDecoder('utf-8', { fatal: true });

/** Reads a JSON object strictly: its type, its size while it comes in, its UTF-8. Nothing at all counts as `{}`. */
export async function readJson(request: Request): Promise<Record<string, unknown>> {
  const { headers } = request;
  const announced = headers.get('content-length');
  if (announced !== null && Number(announced) > mostBytes) throw new Refusal('body-too-large');
  const type = headers.get('content-type');
  if ((headers.get('content-encoding') ?? 'identity') !== 'identity') throw new Refusal('unsupported-type');
  if (!isJson(type)) return nothing(request, type, announced);
  // A server reads no more than was announced, so only a body of unknown length is watched while it comes in.
  return parsed(announced === null ? await inPieces(request) : await whole(request));
}

function isJson(type: string | null): boolean {
  return type !== null && /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type);
}

/** Without a type there may only be nothing. */
async function nothing(
  request: Request,
  type: string | null,
  announced: string | null,
): Promise<Record<string, unknown>> {
  const isEmpty =
    type === null && (announced === null ? (await inPieces(request)).length === 0 : announced === '0');
  if (!isEmpty) throw new Refusal('unsupported-type');
  return {};
}

async function whole(request: Request): Promise<Uint8Array> {
  try {
    return new Uint8Array(await request.arrayBuffer());
  } catch {
    throw new Refusal('malformed', { detail: 'broken off' });
  }
}

async function inPieces(request: Request): Promise<Uint8Array> {
  if (request.body === null) return new Uint8Array();
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of request.body) {
      length += piece.byteLength;
      if (length > mostBytes) throw new Refusal('body-too-large');
      pieces.push(piece);
    }
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('malformed', { detail: 'broken off' });
  }
  return Buffer.concat(pieces);
}

function parsed(bytes: Uint8Array): Record<string, unknown> {
  if (bytes.byteLength === 0) return {};
  const value = parse(bytes);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Refusal('malformed');
  const object = value as Record<string, unknown>;
  // Many programs write null for what they leave out.
  for (const key in object) if (object[key] === null) delete object[key];
  return object;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(strict.decode(bytes));
  } catch {
    throw new Refusal('malformed');
  }
}
