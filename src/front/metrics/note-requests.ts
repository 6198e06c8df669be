import type { IncomingMessage, ServerResponse } from 'node:http';

/** Where each answered request is noted. */
export type NoteRequest = (request: {
  method: string;
  target: string;
  status: number;
  seconds: number;
}) => void;

/** Notes a request once its answer is out or broken off. */
export function noteWhenOver(request: IncomingMessage, response: ServerResponse, note: NoteRequest): void {
  const begun = performance.now();
  const { method = '', url = '/' } = request;
  response.once('close', () =>
    note({
      method,
      target: url,
      status: response.statusCode,
      seconds: (performance.now() - begun) / 1000,
    }),
  );
}
