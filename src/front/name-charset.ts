import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';

const texts = /^(text\/[\w.+-]+|(application|image)\/(javascript|json|manifest\+json|svg\+xml))$/;

/** Lets an answer say that its text is UTF-8 where it says nothing: files from the build name their type alone. */
export function nameCharset(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (...given: unknown[]) => ServerResponse;
  response.writeHead = ((...given: unknown[]) => {
    const headers = given.at(-1);
    if (isHeaders(headers)) given[given.length - 1] = named(headers);
    const type = response.getHeader('content-type');
    if (typeof type === 'string') response.setHeader('content-type', withCharset(type));
    return writeHead(...given);
  }) as ServerResponse['writeHead'];
}

function isHeaders(given: unknown): given is OutgoingHttpHeaders {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}

function named(headers: OutgoingHttpHeaders): OutgoingHttpHeaders {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) =>
      name.toLowerCase() === 'content-type' && typeof value === 'string'
        ? [name, withCharset(value)]
        : [name, value],
    ),
  );
}

function withCharset(type: string): string {
  return texts.test(type) ? `${type}; charset=utf-8` : type;
}
