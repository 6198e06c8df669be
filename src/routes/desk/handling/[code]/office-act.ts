import type { Actor } from '#domain/actor.ts';

/** One act of the office on a case: reads its form and takes the step. */
export type OfficeAct = (code: string, form: FormData, actor: Actor, now: Date) => Promise<unknown>;
