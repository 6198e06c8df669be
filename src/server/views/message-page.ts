import { sql } from 'kysely';
import { isPublic } from '../../domain/visibility.ts';
import type { Db } from '../store/db.ts';
import { loadPublicMessage, type MessageFacts } from './message-facts.ts';
import { datedVoices, voiceColumns, type Voices } from './message-voices.ts';
import { markColumns, type ShownMarks } from './shown-marks.ts';
import { datedTrace, traceColumn, type TraceStep } from './trace.ts';

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

/** What the page shows beside the facts, as it is read: dates in JSON are text still. */
interface Read extends Voices, ShownMarks {
  trace: TraceStep[];
  pictures: Omit<ShownPicture, 'public'>[];
}

const id = sql`m.id`;
const pictures = sql`coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'width', x.width, 'height', x.height) order by x.position)
  from pictures x where x.message_id = m.id and x.state = 'kept' and x.author_public and x.reviewed_public), '[]') as pictures`;

/** The page everybody may read, in one round trip; undefined when there is none, or none for the public. */
export async function messagePage(db: Db, code: string): Promise<MessagePage | undefined> {
  const columns = sql`${voiceColumns(id)}, ${traceColumn(id)}, ${markColumns}, ${pictures}`;
  const message = await loadPublicMessage<Read>(db, code, columns);
  if (!message?.text || !isPublic(message.facts.state.publication)) return undefined;
  const { more } = message;
  const voices = datedVoices(more);
  return {
    ...message.facts,
    ...message.text,
    marks: { guidance: more.guidance, adopted: more.adopted },
    trace: datedTrace(more.trace).map((step) => ({ ...step, code: null })),
    pictures: more.pictures.map((picture) => ({ ...picture, public: true })),
    voices: {
      ...voices,
      followUps: voices.followUps.filter((f) => f.state === 'public'),
      ratings: voices.ratings.map((r) => ({ ...r, wordsState: r.words === null ? 'none' : 'public' })),
    },
  };
}
