import { isPublic } from '../../domain/visibility.ts';
import type { Db } from '../store/db.ts';
import { picturesOfMessage } from '../store/pictures.ts';
import { loadMessage, type MessageFacts } from './message-facts.ts';
import { shownMarks, type ShownMarks } from './shown-marks.ts';
import { type Voices, voicesOf } from './message-voices.ts';
import { type TraceStep, traceOf } from './trace.ts';

/** A picture that this reader may see. */
export interface ShownPicture {
  id: string;
  width: number;
  height: number;
  public: boolean;
}

/** The public page of a message: text, pictures, the whole public trace, and what was said. */
export interface MessagePage extends MessageFacts {
  title: string;
  body: string;
  place: string;
  pictures: ShownPicture[];
  trace: TraceStep[];
  voices: Voices;
  /** Guidance for others, or adopted: while everybody may see it. */
  marks: ShownMarks;
}

/** The page everybody may read; undefined when there is none, or none for the public. */
export async function messagePage(db: Db, code: string): Promise<MessagePage | undefined> {
  const message = await loadMessage(db, code);
  if (!message?.text || !isPublic(message.facts.state.publication)) return undefined;
  const [pictures, trace, voices, marks] = await Promise.all([
    picturesOfMessage(db, message.id),
    traceOf(db, message.id),
    voicesOf(db, message.id),
    shownMarks(db, message.id),
  ]);
  return {
    ...message.facts,
    ...message.text,
    marks,
    trace: trace.map((step) => ({ ...step, code: null })),
    pictures: pictures
      .filter((p) => p.author_public && p.reviewed_public === true)
      .map(({ id, width, height }) => ({ id, width, height, public: true })),
    voices: {
      ...voices,
      followUps: voices.followUps.filter((f) => f.state === 'public'),
      ratings: voices.ratings.map((r) => ({ ...r, wordsState: r.words === null ? 'none' : 'public' })),
    },
  };
}
