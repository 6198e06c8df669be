import type { Actor } from '#domain/actor.ts';
import { board } from '#server/views/board.ts';
import { deskMessage } from '#server/views/desk/desk-message.ts';
import { replyFindings } from '#server/views/desk/reply-findings.ts';
import type { OfficeAnswer } from '../opened-case.ts';

/** What was found in a draft that was not handed in for it; nothing after any other refusal. */
export async function findingsIn(
  refusal: string,
  code: string,
  values: Record<string, string>,
  actor: Actor,
): Promise<Pick<OfficeAnswer, 'findings'>> {
  if (refusal !== 'reply-stopped' && refusal !== 'reply-doubted') return {};
  const type = values['type'] === 'interim' ? 'interim' : 'final';
  const draft = { type, text: values['text'] ?? '', unit: values['unit'] ?? '' } as const;
  return { findings: replyFindings(await deskMessage(board(), code, actor), draft) };
}
