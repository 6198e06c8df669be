/** One event as server-sent events write it. */
export interface StreamEvent {
  event: string;
  /** The moment up to which everything was told. */
  id?: number;
  data?: unknown;
}

/** A stream of server-sent events that proxies pass on at once. */
export interface EventStream {
  response: Response;
  send(event: StreamEvent): void;
  /** A line that says nothing, so that nobody on the way takes the silence for an end. */
  beat(): void;
  close(): void;
}

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'private, no-store, no-transform',
  // Proxies of the nginx kind hold answers back unless told not to.
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
};
const againMs = 3000;

/** Opens a stream; `ended` is called once, whoever ends it. */
export function openStream(ended: () => void): EventStream {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const encoder = new TextEncoder();
  const end = () => {
    if (!controller) return;
    controller = undefined;
    ended();
  };
  const write = (text: string) => {
    // A reader that does not read any more is cut off rather than kept in memory.
    if (controller && (controller.desiredSize ?? 0) < -mostWaiting) close();
    controller?.enqueue(encoder.encode(text));
  };
  const close = () => {
    const open = controller;
    end();
    open?.close();
  };
  const body = new ReadableStream<Uint8Array>({
    start: (opened) => void (controller = opened),
    cancel: end,
  });
  write(`retry: ${againMs}\n\n`);
  return {
    response: new Response(body, { headers }),
    send: ({ event, id, data = {} }) =>
      write(`event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`),
    beat: () => write(': \n\n'),
    close,
  };
}

const mostWaiting = 200;
