import { sql } from 'kysely';
import { isPublic } from '../../domain/visibility.ts';
import type { Db } from '../store/db.ts';
import { type LoadedMessage, type MessageFacts, publicMessageWith } from './message-facts.ts';
import { type BesideMessage, besideColumns, datedBeside } from './beside-message.ts';
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
const pictures = sql`coalesce((select json_agg(json_build_object('id', x.id, 'width', x.width, 'height', x.height) order by x.position)
  from pictures x where x.message_id = m.id and x.state = 'kept' and x.author_public and x.reviewed_public), '[]') as pictures`;

const columns = sql`${voiceColumns(id)}, ${traceColumn(id)}, ${markColumns}, ${pictures}`;
const load = publicMessageWith<Read>(columns);
const loadInFull = publicMessageWith<Read & BesideMessage>(sql`${columns}, ${besideColumns}`);

/** The page everybody may read, in one round trip; undefined when there is none, or none for the public. */
export async function messagePage(db: Db, code: string): Promise<MessagePage | undefined> {
  const message = await load(db, code);
  return message && pageOf(message);
}

/** The same with what stands beside it, in one round trip too. */
export async function messagePageInFull(
  db: Db,
  code: string,
): Promise<({ page: MessagePage } & BesideMessage) | undefined> {
  const message = await loadInFull(db, code);
  const page = message && pageOf(message);
  return page && { page, ...datedBeside(message.more) };
}

function pageOf({
  facts,
  text,
  more,
}: Pick<LoadedMessage, 'facts' | 'text'> & { more: Read }): MessagePage | undefined {
  if (!text || !isPublic(facts.state.publication)) return undefined;
  const voices = datedVoices(more);
  return {
    ...facts,
    ...text,
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
