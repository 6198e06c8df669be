import { z } from 'zod';
import { kinds } from '../message.ts';
import type { Placement } from './placement.ts';

/** How the columns of a file become messages; written by an operator for one kind of file. */
export interface ImportMap {
  /** Stands before the id in a message's reference: messages of the same map and id are the same message. */
  name: string;
  delimiter: string;
  columns: MapColumns;
  region: Placement;
  leader: Placement;
  kind: Placement;
  topic: Placement;
  /** The unit that a reply names; an empty one is the answering office itself. */
  unit: Placement;
  /** May regions be made that are not in the directory? */
  makeRegions: boolean;
  /** Columns that have no place in a message, with the word under which the report counts them. */
  leftOut: Readonly<Record<string, string>>;
}

/** Which column holds what; the names are those of the file's first line. */
export interface MapColumns {
  id: string;
  title: string;
  body: string;
  receivedAt: string;
  author?: string | undefined;
  place?: string | undefined;
  reply?: string | undefined;
  repliedAt?: string | undefined;
}

const text = z.string().trim().min(1, 'must not be empty');
const gives = z.union([z.string(), z.number()], 'must be a text or a number').transform(String);
const pattern = z.string().transform((source, context) => {
  try {
    return new RegExp(source, 'gu');
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as Error).message });
    return z.NEVER;
  }
});
const rule = z.strictObject({ name: text, pattern, gives });
const pass = z.strictObject({
  columns: z.array(text).min(1, 'needs a column'),
  rules: z.array(rule).min(1, 'needs a rule'),
});

const placement = z
  .strictObject({
    constant: gives.optional(),
    column: text.optional(),
    values: z.record(z.string(), gives).optional(),
    passes: z.array(pass).optional(),
    fallback: z.strictObject({ name: text, gives }).optional(),
  })
  .transform((given, context): Placement => {
    const ways = ['constant', 'column', 'passes'] as const;
    const wrong = (message: string): Placement => {
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    };
    if (ways.filter((way) => given[way] !== undefined).length !== 1)
      return wrong(`needs one of ${ways.join(', ')}`);
    if (given.values && !given.column) return wrong('values belong to a column');
    if (given.constant !== undefined) {
      if (given.fallback) return wrong('a constant has no fallback');
      return { passes: [], fallback: { name: `constant ${given.constant}`, gives: given.constant } };
    }
    if (!given.fallback) return wrong('needs a fallback with name and gives');
    const passes = given.passes ?? [byColumn(given.column ?? '', given.values)];
    return { passes, fallback: given.fallback };
  });

const mapSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be words of small letters and digits joined by -'),
  delimiter: z.string().length(1, 'must be one character').default(','),
  columns: z
    .strictObject({
      ...{ id: text, title: text, body: text, receivedAt: text },
      ...{
        author: text.optional(),
        place: text.optional(),
        reply: text.optional(),
        repliedAt: text.optional(),
      },
    })
    .refine((columns) => !columns.reply === !columns.repliedAt, 'reply and repliedAt go together'),
  region: placement,
  leader: placement,
  kind: placement.superRefine(checkKinds),
  topic: placement,
  unit: placement.default({ passes: [], fallback: { name: 'the answering office', gives: '' } }),
  makeRegions: z.boolean().default(false),
  leftOut: z.record(z.string(), text).default({}),
});

/** Reads a map; the faults name the place in the map and what is wrong there. */
export function readImportMap(json: unknown): { map: ImportMap } | { faults: string[] } {
  const read = mapSchema.safeParse(json);
  if (read.success) return { map: read.data };
  return { faults: read.error.issues.map(({ path, message }) => `${pathOf(path)}: ${message}`) };
}

// A column alone gives its own words; with values, what each word stands for.
function byColumn(column: string, values: Record<string, string> | undefined): Placement['passes'][number] {
  const whole = (word: string): RegExp =>
    new RegExp(`^\\s*${word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}\\s*$`, 'gu');
  const rules = values
    ? Object.entries(values).map(([word, given]) => ({ name: word, pattern: whole(word), gives: given }))
    : [{ name: 'as written', pattern: /[^\s].*/gsu, gives: '$&' }];
  return { columns: [column], rules };
}

function checkKinds({ passes, fallback }: Placement, context: z.RefinementCtx): void {
  for (const { name, gives: given } of [...passes.flatMap(({ rules }) => rules), fallback]) {
    if (given.includes('$') || (kinds as readonly string[]).includes(given)) continue;
    context.addIssue({
      code: 'custom',
      message: `“${name}” gives ${given}, which is none of ${kinds.join(', ')}`,
    });
  }
}

function pathOf(path: readonly PropertyKey[]): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`));
  return steps.join('').replace(/^\./, '') || 'the map';
}
