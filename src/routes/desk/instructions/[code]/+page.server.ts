import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { Refusal } from '#domain/refusal.ts';
import { now } from '#server/clock.ts';
import { board } from '#server/views/board.ts';
import {
  type InstructedMessage,
  instructedMessage,
  instructionChoices,
} from '#server/views/desk/leader/leader-message.ts';
import { leaderPage } from '#server/views/desk/leader/leader-page.ts';
import { admit, lostSession, type Staff } from '../../admit.ts';
import { refused, type Refused } from '../../refused.ts';
import { textOf, textsOf } from '../../text-of.ts';
import { type InstructionActName, instructionActs } from '../acts.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** What a form here answers with when its page is shown again. */
export interface InstructionAnswer extends Refused {
  act: InstructionActName;
  values: Record<string, string>;
  to: string[];
}

/** One message for the holder of its post, or for whoever is instructed on it, with the thread of instructions. */
export const load: PageServerLoad = async (event) => {
  if (lostSession(event)) return { message: null };
  const staff = admit(event);
  const at = now();
  const { code } = event.params;
  const find = event.url.searchParams.get('find') ?? '';
  const message = await instructedMessage(board(), code, staff);
  const postId = issuingPost(message, staff);
  const [choices, ways] = await Promise.all([
    postId === undefined ? null : instructionChoices(board(), { code, postId, find }, at),
    message.mayInstruct ? waysFrom(message, staff, at) : null,
  ]);
  const done = Object.keys(instructionActs).find((act) => act === event.url.searchParams.get('done'));
  const leads = staff.duties.some((duty) => duty.role === 'leader');
  return { message, choices, ways, find, at, leads, done: done ?? null };
};

const act = (name: InstructionActName) => (event: RequestEvent<{ code: string }>) => taken(event, name);

export const actions: Actions = {
  instruct: act('instruct'),
  draft: act('draft'),
  note: act('note'),
  report: act('report'),
  accept: act('accept'),
  'send-back': act('send-back'),
  'take-back': act('take-back'),
  publish: act('publish'),
  read: act('read'),
};

async function taken(
  { locals, params, request, url }: RequestEvent<{ code: string }>,
  name: InstructionActName,
) {
  const form = await request.formData();
  const next = textOf(form, 'next');
  try {
    if (locals.actor.kind !== 'staff') throw new Refusal('sign-in-needed');
    await instructionActs[name](params.code, form, locals.actor, now());
  } catch (error) {
    const no = refused(error, locals.lang);
    const values = Object.fromEntries([...form.keys()].map((field) => [field, textOf(form, field)]));
    return fail(no.status, {
      act: name,
      values,
      to: textsOf(form, 'to'),
      ...no.shown,
    } satisfies InstructionAnswer);
  }
  if (name === 'read')
    redirect(303, /^\d{12}$/.test(next) ? `/desk/instructions/${next}` : '/desk/leader?read');
  redirect(303, `${url.pathname}?done=${name}`);
}

// The leader of the message, or a deputy who can pass on what they were instructed to do.
function issuingPost(message: InstructedMessage, staff: Staff): number | undefined {
  if (message.mayInstruct) return message.leader.id;
  const passes = message.thread.some((i) => i.addressees.some((a) => a.may.passOn));
  return passes ? (staff.duties.find((duty) => duty.role === 'leader')?.postId ?? undefined) : undefined;
}

async function waysFrom(message: InstructedMessage, staff: Staff, at: Date) {
  const { items } = await leaderPage(board(), staff, message.leader.id, at);
  const here = items.findIndex((item) => item.code === message.code);
  const [before, next] = [items[here - 1], items[here + 1]];
  return { before: before?.code ?? null, next: next?.code ?? null };
}
