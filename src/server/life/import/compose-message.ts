import type { CalendarDays } from '../../../domain/calendar.ts';
import { dueAfter, lengthOf, promiseFrom } from '../../../domain/clocks.ts';
import type { ImportMap } from '../../../domain/import/import-map.ts';
import type { Counts, PlacedFact } from '../../../domain/import/import-report.ts';
import { place } from '../../../domain/import/placement.ts';
import type { ReadRow } from '../../../domain/import/read-row.ts';
import { maskName } from '../../../domain/mask-name.ts';
import { kinds, type Kind } from '../../../domain/message.ts';
import { isDangerToLife } from '../../../domain/screening/danger.ts';
import type { ImportPost } from '../../store/import-directory.ts';
import type { ImportedMessage } from '../../store/imported-message.ts';
import type { DirectoryIndex } from './directory-index.ts';

/** What decides how a row becomes a message. */
export interface Composing {
  map: ImportMap;
  directory: DirectoryIndex;
  calendar: CalendarDays;
  /** Messages without a reply stay open, with a promise from now on. */
  open: boolean;
  now: Date;
}

/** A message to be saved, and what it adds to the report. */
export interface Composed {
  message: ImportedMessage;
  counts: Counts;
}

/** Makes a message of a read row whose region is known, or says why it cannot be one. */
export function composeMessage(
  row: ReadRow,
  region: { code: string; rule: string },
  by: Composing,
): Composed | { fault: string } {
  const { map, directory } = by;
  const leader = place(map.leader, row.cells, (given) => directory.postOf(given, region.code));
  if (!leader) return { fault: 'no rule for leader gives a post that receives messages here' };
  const kind = place(map.kind, row.cells, kindOf);
  if (!kind) return { fault: 'no rule for kind gives a kind of message' };
  const topic = place(map.topic, row.cells, directory.topicOf);
  if (!topic) return { fault: 'no rule for topic gives a sub-topic' };
  const post = leader.value;
  if (!post.kinds.includes(kind.value)) return { fault: `${post.name} takes no ${kind.value}` };
  const unit = (row.reply && place(map.unit, row.cells, (given) => given.trim().slice(0, mostUnit))) ?? null;
  const promise = by.open && !row.reply ? promised(row, { post, kind: kind.value }, by) : null;
  const rules = { region, leader, kind, topic, unit };
  return {
    message: messageOf(
      row,
      { post, kind: kind.value, topicId: topic.value, unit: unit?.value || post.officeName, promise },
      map,
    ),
    counts: countsOf(row, rules, { map, isOpen: promise !== null }),
  };
}

/** A unit's name that a pattern found is cut no shorter than any real one. */
const mostUnit = 60;

function kindOf(given: string): Kind | undefined {
  return kinds.find((kind) => kind === given.trim());
}

interface Placing {
  post: ImportPost;
  kind: Kind;
  topicId: number;
  unit: string;
  promise: (NonNullable<ImportedMessage['promise']> & Pick<ImportedMessage, 'urgency'>) | null;
}

function messageOf(row: ReadRow, p: Placing, map: ImportMap): ImportedMessage {
  const { id, officeId, regionCode, provinceCode, cityCode } = p.post;
  return {
    ref: refOf(map, row.id),
    post: { id, officeId, regionCode, provinceCode, cityCode },
    ...{ kind: p.kind, topicId: p.topicId, urgency: p.promise?.urgency ?? 'normal' },
    author: { label: row.author === '' ? '网友' : maskName(row.author), name: row.author },
    ...{ text: row.text, original: row.original },
    ...{ overLimits: row.overLimits, receivedAt: row.receivedAt },
    answer: row.reply && {
      unit: p.unit,
      text: row.reply.text,
      original: row.reply.original,
      at: row.reply.at,
    },
    promise: p.promise,
  };
}

/** How a message is known again when its file comes a second time. */
export function refOf(map: ImportMap, id: string): string {
  return `${map.name}:${id}`;
}

// The promise starts now: the office learns of the matter today. An emergency is one whenever it was written.
function promised(row: ReadRow, of: { post: ImportPost; kind: Kind }, by: Composing): Placing['promise'] {
  const { ministry } = of.post;
  const urgency = isDangerToLife(`${row.text.title}\n${row.text.body}`) ? 'emergency' : 'normal';
  const { name, due } = promiseFrom(
    by.now,
    { kind: of.kind, urgency, ministry, receivedAt: by.now },
    by.calendar,
  );
  const next = ministry ? 'acknowledge' : of.kind === 'thanks' ? 'pass-on' : 'accept';
  const acceptBy = next === 'accept' ? dueAfter(by.now, lengthOf('accept', urgency), by.calendar).at : null;
  return {
    ...{ what: name, startsAt: by.now, dueAt: due.at, provisional: due.provisional },
    ...{ next, acceptBy, urgency },
  };
}

function countsOf(
  row: ReadRow,
  rules: Record<PlacedFact, { rule: string } | null>,
  { map, isOpen }: { map: ImportMap; isOpen: boolean },
): Counts {
  const { region, leader, kind, topic, unit } = rules;
  const ruleOf = (placed: { rule: string } | null): string | null => placed?.rule ?? null;
  return {
    standing: row.reply ? 'answered' : isOpen ? 'open' : 'archived',
    ...{ overLimits: row.overLimits, normalised: row.normalised, masked: row.masked },
    replyBeforeMessage: row.reply !== null && row.reply.at < row.receivedAt,
    rules: {
      region: ruleOf(region),
      leader: ruleOf(leader),
      kind: ruleOf(kind),
      topic: ruleOf(topic),
      unit: ruleOf(unit),
    },
    leftOut: Object.fromEntries(
      Object.entries(map.leftOut).map(([column, word]) => [word, row.cells[column] ?? '']),
    ),
  };
}
