import { Refusal, isRefusal } from '../../domain/refusal.ts';
import type { RefusalCode } from '../../domain/refusals.ts';
import { mostAtOnce } from '../../domain/supervising.ts';

/** What became of one message of several. */
export type OneOfMany =
  | { code: string; done: true }
  | { code: string; done: false; refusal: RefusalCode; title: Record<'zh' | 'en', string> };

/** Takes the same step with several messages, each in a transaction of its own: what is refused is named, and the rest is done. */
export async function atOnce(
  codes: readonly string[],
  take: (code: string) => Promise<unknown>,
): Promise<OneOfMany[]> {
  const each = [...new Set(codes)];
  if (each.length === 0)
    throw new Refusal('invalid', { faults: [{ field: 'codes', code: 'nothing-chosen' }] });
  if (each.length > mostAtOnce)
    throw new Refusal('invalid', {
      faults: [{ field: 'codes', code: 'too-many-chosen', with: { most: mostAtOnce } }],
    });
  const results: OneOfMany[] = [];
  for (const code of each) results.push(await one(code, take));
  return results;
}

async function one(code: string, take: (code: string) => Promise<unknown>): Promise<OneOfMany> {
  try {
    await take(code);
    return { code, done: true };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return {
      code,
      done: false,
      refusal: error.code,
      title: { zh: error.title('zh'), en: error.title('en') },
    };
  }
}
