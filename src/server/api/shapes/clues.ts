import { z } from '@hono/zod-openapi';
import { clueFileLimits } from '../../../domain/clues/clue-files.ts';
import { clueStages, proposalKinds } from '../../../domain/clues/clue.ts';
import { mostSealedBytes } from '../../../domain/clues/sealed.ts';

/** Bytes that were sealed with age, in base64. */
export const sealedBytes = z
  .string()
  .max(Math.ceil(mostSealedBytes / 3) * 4)
  .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'not-sealed')
  .openapi({ description: 'Sealed with age (https://age-encryption.org), in base64; never plain words' });

/** The half of a writer’s secret by which the clue is found. */
export const findHalf = z
  .string()
  .regex(/^[0-9A-Z]{10}$/, 'wrong-secret')
  .openapi({ description: 'The first ten letters of the secret; the others never leave the writer' });

/** The name by which examiners speak of a clue or of a group. */
export const clueRef = z.string().regex(/^[0-9A-Z]{10}$/);

/** The number of a sealed attachment. */
export const fileId = z.string().regex(/^[0-9a-f]{32}$/, 'clue-file-gone');

/** Attachments that were sealed and sent before. */
export const fileIds = z.array(fileId).max(clueFileLimits.files).optional();

/** A moment. */
const at = z.iso.datetime();

/** Where a clue stands. */
export const clueItem = z.object({
  ref: clueRef,
  stage: z.enum(clueStages),
  receivedAt: at,
  clock: z.enum(['sift', 'verify', 'report', 'close']).nullable(),
  dueAt: at.nullable(),
  late: z.boolean(),
  proposal: z.enum(proposalKinds).nullable(),
  confirmable: z.boolean(),
  together: z.int(),
  alike: z.int(),
  unanswered: z.boolean(),
});

/** A clue without anything sealed. */
export const clueFactsShape = z.object({
  ref: clueRef,
  stage: z.enum(clueStages),
  receivedAt: at,
  clock: clueItem.shape.clock,
  dueAt: at.nullable(),
  late: z.boolean(),
  proposal: z
    .object({ kind: z.enum(proposalKinds), code: z.string().nullable(), who: z.string(), own: z.boolean() })
    .nullable(),
  finding: z.string().nullable(),
  addressee: z.string().nullable(),
  closedReason: z.string().nullable(),
  closedAt: at.nullable(),
  writerRecipient: z.string().nullable(),
  erasedAt: at.nullable(),
  keyId: z.int(),
  group: clueRef.nullable(),
  kin: z.array(
    z.object({
      ref: clueRef,
      stage: z.enum(clueStages),
      receivedAt: at,
      grouped: z.boolean(),
      group: clueRef.nullable(),
    }),
  ),
  files: z.array(z.object({ id: fileId, withLetter: z.boolean(), at, bytes: z.int() })),
  history: z.array(
    z.object({ step: z.string(), who: z.string().nullable(), at, code: z.string().nullable() }),
  ),
});

/** A sealed part that an examiner’s browser opens. */
export const sealedPart = z.object({
  what: z.enum(['clue', 'letter', 'finding', 'writer-key']),
  sealed: z.string(),
  at,
  who: z.string().nullable(),
});
