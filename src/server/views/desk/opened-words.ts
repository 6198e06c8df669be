import { piecesOf } from '../../../domain/black-out.ts';
import type { PublicText } from '../../../domain/redaction.ts';
import { checkReply } from '../../../domain/reply-checks/check-reply.ts';
import type { Voices } from '../message-voices.ts';
import type { DeskReply, KeptReply } from './replies.ts';

/** The latest private words of one kind that belong to a row; undefined where there are none, or not for this reader. */
export type Said = (what: string, ref: number | null) => Record<string, string> | undefined;

/** What was said in public, with the words of what is not public for those who may read them. */
export function openedVoices(voices: Voices, said: Said): Voices {
  return {
    replies: voices.replies.map((r) => ({
      ...r,
      text: r.text ?? said('reply', r.id)?.['text'] ?? '',
      corrections: r.corrections.map((c) => ({
        ...c,
        oldText: c.oldText ?? said('old-reply', c.id)?.['text'] ?? '',
      })),
    })),
    followUps: voices.followUps.map((f) => ({ ...f, text: said('follow-up', f.id)?.['text'] ?? f.text })),
    ratings: voices.ratings.map((r) => ({ ...r, words: said('rating', r.id)?.['text'] ?? r.words })),
  };
}

/** Replies with their words, and drafts with what a look at them finds. */
export function openedReplies(
  replies: readonly KeptReply[],
  by: { said: Said; original: PublicText | null; isPublic: boolean },
): DeskReply[] {
  const { said, original, isPublic } = by;
  return replies.map((r) => {
    const correction = said('correction', r.id);
    const text = r.text ?? said('reply', r.id)?.['text'] ?? correction?.['text'] ?? '';
    const looked = r.state === 'draft' && original !== null;
    return {
      ...r,
      text,
      findings: looked ? checkReply({ ...r, text }, { ...original, isPublic }) : [],
      why: correction?.['why'] ?? null,
      blackOut: piecesOf(correction?.['blackOut'] ?? ''),
      despite: said('despite', r.id)?.['words'] ?? null,
      backWords: said('reason', r.id)?.['words'] ?? null,
    };
  });
}
