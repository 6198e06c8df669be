import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { forecast } from '#domain/clocks.ts';
import type { Draft } from '#domain/draft.ts';
import { isPlaceApart } from '#domain/draft-submission.ts';
import { openStage } from '#domain/draft-stages.ts';
import { maskName } from '#domain/mask-name.ts';
import { maskPhone, readPhone } from '#domain/phone.ts';
import { faultTitle, isRefusal } from '#domain/refusal.ts';
import { isDangerToLife } from '#domain/screening/danger.ts';
import { whatIsHidden } from '#domain/screening/what-is-hidden.ts';
import { tidy } from '#domain/text.ts';
import { refuseMachine } from '#server/access/humanity/proof.ts';
import { keepPace } from '#server/access/rate-limit.ts';
import { now } from '#server/clock.ts';
import { draftPictures, loadDraft } from '#server/life/intake/draft.ts';
import { board } from '#server/views/board.ts';
import { workingCalendar } from '#server/views/calendar.ts';
import { leader } from '#server/views/leaders.ts';
import { ownMessage } from '#server/views/mine/message.ts';
import { dueText } from '#ui/due-dates.ts';
import { words, type Words } from '#ui/words/words.ts';
import type { Actions, PageServerLoad } from './$types.ts';
import { beginCitizenSession } from '../begin-citizen-session.ts';
import {
  enterStage,
  keyAtDoor,
  type Knock,
  pathBefore,
  pathOf,
  sentPath,
  standingOf,
} from '../draft-at-door.ts';
import { matterLine } from '../matter-line.ts';
import { proofAtDoor, proofIn } from '../../proof-at-door.ts';
import { readStageForm } from '../read-stage-form.ts';
import { sendDraft } from '../send-draft.ts';

/** The last stage: the message as the public will see it, and what stays with the office. */
export const load: PageServerLoad = async (event) => {
  const open = await enterStage(event, 'preview');
  const { draft } = open;
  const w = words(event.locals.lang);
  const post = await leader(board(), draft.leader ?? 0);
  const pictures = await draftPictures(open, now());
  const danger = isDangerToLife(`${draft.title}\n${draft.body}`);
  const ministry = post?.ministry != null;
  const isPrivate = draft.visibility === 'private';
  const texts = {
    title: tidy(draft.title),
    body: tidy(draft.body),
    place: isPlaceApart(draft) ? '' : tidy(draft.place),
  };
  // Of a message that nobody else reads nothing is hidden.
  const { shown, hidden } = isPrivate ? { shown: texts, hidden: [] } : whatIsHidden(texts);
  return {
    line: await matterLine(draft, w),
    isPrivate,
    ministry,
    hidden,
    shown: {
      ...shown,
      author: maskName(tidy(draft.name)),
      region: post?.region?.name ?? '',
      pictures: pictures.filter((each) => isPrivate || each.public),
    },
    apart: {
      name: tidy(draft.name),
      phone: standingOf(event).signedIn && !draft.otherPhone ? null : maskPhone(readPhone(draft.phone) ?? ''),
      place: isPlaceApart(draft) ? tidy(draft.place) : '',
      remark: tidy(draft.remark),
      pictures: isPrivate ? [] : pictures.filter((each) => !each.public),
    },
    office: post?.officeName ?? '',
    danger,
    limit: limitOf(draft, { danger, ministry }, w),
    due: await dueOf(draft, { danger, ministry }, event.locals.lang),
    revision: draft.revision,
    proof: danger ? null : await proofAtDoor(event, 'send'),
  };
};

/** Sends the message; everything is judged once more. */
export const actions: Actions = {
  default: async (event) => {
    const form = await readStageForm(event.request);
    const key = keyAtDoor(event);
    const open = key && (await loadDraft(key, now()));
    if (!open) redirect(303, '/write?note=stale');
    if (open.draft.sent) redirect(303, sentPath(open.draft.sent.code));
    if (form.deed === 'back') redirect(303, pathBefore('preview'));
    if (!form.isCurrent || form.deed !== 'send') return answer(409, { stale: true });
    // What is sent is what was read: another page may have changed it since.
    if (form.seen !== open.draft.revision) return answer(409, { newer: true });
    const unproven = await machineFault(event, open.draft, form.text);
    if (unproven) return answer(422, { unproven });
    keepPace('submit', event.getClientAddress(), now());
    const sending = await sendDraft(open, event, form.has('anotherMatter'));
    switch (sending.outcome) {
      case 'sent':
        await beginCitizenSession(event, sending.citizenId);
        return redirect(303, sentPath(sending.code));
      case 'same-matter':
        await beginCitizenSession(event, sending.citizenId);
        return answer(409, { earlier: await earlierMessage(sending.earlier, sending.citizenId) });
      case 'faulty':
        return redirect(303, await pathToMend(event));
      case 'refused': {
        // Sent already and changed since: the first sending stands.
        const sentMeanwhile = sending.refusal.code === 'idempotency-mismatch';
        if (sentMeanwhile && sending.citizenId !== undefined)
          await beginCitizenSession(event, sending.citizenId);
        return answer(sending.refusal.status, {
          problem: sending.refusal.title(event.locals.lang),
          sentMeanwhile,
        });
      }
    }
  },
};

// Danger to life waits for no question.
async function machineFault(
  { locals, getClientAddress }: Pick<RequestEvent, 'locals' | 'getClientAddress'>,
  draft: Draft,
  text: (name: string) => string,
): Promise<string | undefined> {
  if (isDangerToLife(`${draft.title}\n${draft.body}`)) return undefined;
  try {
    await refuseMachine('send', getClientAddress(), proofIn(text), now());
    return undefined;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return error.faults[0] ? faultTitle(error.faults[0], locals.lang) : error.title(locals.lang);
  }
}

interface Answer {
  stale: boolean;
  newer: boolean;
  earlier: Awaited<ReturnType<typeof earlierMessage>> | null;
  problem: string | null;
  sentMeanwhile: boolean;
  /** What is wrong with the proof that a person sends. */
  unproven: string | null;
}

function answer(status: number, more: Partial<Answer>) {
  const whole: Answer = {
    stale: false,
    newer: false,
    earlier: null,
    problem: null,
    sentMeanwhile: false,
    unproven: null,
    ...more,
  };
  return fail(status, whole);
}

async function earlierMessage(code: string, citizenId: number) {
  const own = await ownMessage(board(), code, { kind: 'citizen', citizenId });
  return {
    code,
    title: own?.title ?? '',
    handling: own?.state.handling ?? 'waiting',
    receivedAt: own?.receivedAt ?? null,
  };
}

async function pathToMend(event: Knock): Promise<string> {
  const key = keyAtDoor(event);
  const open = key && (await loadDraft(key, now()));
  return open ? pathOf(openStage(open.draft, standingOf(event)), true) : '/write?note=stale';
}

interface Pressing {
  danger: boolean;
  ministry: boolean;
}

async function dueOf(draft: Draft, { danger, ministry }: Pressing, lang: 'zh' | 'en'): Promise<string> {
  if (draft.kind === '') return '';
  const at = now();
  const facts = {
    kind: draft.kind,
    urgency: danger ? 'emergency' : 'normal',
    ministry,
    receivedAt: at,
  } as const;
  return dueText(forecast(facts, await workingCalendar(at)).at, lang, at);
}

function limitOf({ kind }: Draft, { danger, ministry }: Pressing, w: Words): string {
  if (ministry) return w.write.limit.ministry;
  if (danger && kind !== 'thanks') return w.write.limit.emergency;
  return kind === '' ? '' : w.write.limit[kind];
}
