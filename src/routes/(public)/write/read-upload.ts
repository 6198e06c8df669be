import { Refusal } from '#domain/refusal.ts';
import { takeIn } from '#server/pictures/take-in.ts';

/** A form this small may be read whole to see whether a picture was chosen at all. */
const smallBytes = 64 * 1024;

/** Takes in the picture of a posted form for a draft; undefined when none was chosen. A large one goes by in pieces and is never held whole. */
export async function takeFromForm(
  request: Request,
  draftId: string,
  now: Date,
): Promise<{ id: string } | undefined> {
  const announced = Number(request.headers.get('content-length') ?? Number.NaN);
  const contentType = request.headers.get('content-type');
  if (announced > smallBytes || Number.isNaN(announced)) {
    return takeIn(
      { body: patient(request.body), contentType, contentLength: announced || null },
      draftId,
      now,
    );
  }
  const form = await request.formData().catch((error: unknown) => {
    throw new Refusal('malformed', { detail: String(error) });
  });
  const file = form.get('picture');
  if (!(file instanceof File) || (file.size === 0 && file.name === '')) return undefined;
  return takeIn({ body: file.stream(), contentType: file.type, contentLength: file.size }, draftId, now);
}

/** A body that is read to its end even when nobody wants the rest: a browser listens only when it has sent all. */
function patient(body: ReadableStream<Uint8Array> | null): ReadableStream<Uint8Array> | null {
  if (!body) return null;
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        while (!(await reader.read().catch(() => ({ done: true }))).done);
      },
    },
    { highWaterMark: 0 },
  );
}
