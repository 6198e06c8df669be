import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { isRefusal, Refusal } from '#domain/refusal.ts';
import { now } from '#server/clock.ts';
import { currentConfig } from '#server/current-config.ts';
import { addStaff } from '#server/life/people/add-staff.ts';
import { bindIdentity, unbindIdentity } from '#server/life/people/bind-identity.ts';
import { endStaffDuty } from '#server/life/people/end-duty.ts';
import { forgetEntry } from '#server/life/people/forget-entry.ts';
import { giveDuty } from '#server/life/people/give-duty.ts';
import { issueToken } from '#server/life/people/issue-token.ts';
import { keepPhone } from '#server/life/people/keep-phone.ts';
import { letGo } from '#server/life/people/let-go.ts';
import { revokeToken } from '#server/life/people/revoke-token.ts';
import { board } from '#server/views/board.ts';
import { findOffices, findPosts } from '#server/views/desk/find-in-directory.ts';
import { staffList } from '#server/views/desk/staff-list.ts';
import { words } from '#ui/words/words.ts';
import { admit } from '../admit.ts';
import { refused } from '../refused.ts';
import { refuseUnlessFresh } from '../way-in.ts';
import { textOf } from '../text-of.ts';
import type { Actions, PageServerLoad } from './$types.ts';
import { dutyOf, type PeopleAnswer, valuesOf } from './people-form.ts';

const rows = 50;
const acts = ['add', 'duty', 'end', 'revoke', 'phone', 'forget', 'go', 'bind', 'unbind'];

/** The staff, for operators. */
export const load: PageServerLoad = async (event) => {
  const staff = admit(event);
  const { searchParams } = event.url;
  const q = (searchParams.get('q') ?? '').trim().slice(0, 30);
  const asked = searchParams.get('offset') ?? '';
  const offset = /^\d{1,6}$/.test(asked) ? Number(asked) : 0;
  const at = now();
  const oidc = currentConfig().oidc;
  const list = await staffList(board(), staff, { q, limit: rows, offset, issuer: oidc?.issuer ?? null }, at);
  const done = acts.find((act) => act === searchParams.get('done')) ?? null;
  return { ...list, q, offset, limit: rows, at, done, myId: staff.staffId, provider: oidc !== null };
};

export const actions: Actions = {
  /** Looks for offices, or for a leader's post, by a part of their name; the form stays as it was. */
  find: (event) => answering(event, 'find', async () => undefined),
  add: (event) =>
    answering(event, 'add', async (form, actor) => {
      await addStaff({ name: textOf(form, 'name'), duties: [dutyOf(form)] }, actor, now());
      return 'add';
    }),
  duty: (event) =>
    answering(event, 'duty', async (form, actor) => {
      await giveDuty(idOf(form), dutyOf(form), actor, now());
      return 'duty';
    }),
  end: (event) =>
    answering(event, 'end', async (form, actor) => {
      await endStaffDuty({ staffId: idOf(form), dutyId: Number(textOf(form, 'duty')) || 0 }, actor, now());
      return 'end';
    }),
  revoke: (event) =>
    answering(event, 'revoke', async (form, actor) => {
      await revokeToken({ staffId: idOf(form), mark: textOf(form, 'mark') }, actor, now());
      return 'revoke';
    }),
  phone: (event) =>
    answering(event, 'phone', async (form, actor) => {
      await keepPhone({ staffId: idOf(form), phone: textOf(form, 'phone') }, actor, now());
      return 'phone';
    }),
  forget: (event) =>
    answering(event, 'forget', async (form, actor) => {
      await forgetEntry(idOf(form), actor, now());
      return 'forget';
    }),
  go: (event) =>
    answering(event, 'go', async (form, actor) => {
      await letGo(idOf(form), actor, now());
      return 'go';
    }),
  bind: (event) =>
    answering(event, 'bind', async (form, actor) => {
      const of = {
        staffId: idOf(form),
        issuer: theIssuer(),
        subject: textOf(form, 'subject'),
        knownAs: null,
      };
      await bindIdentity(of, actor, now());
      return 'bind';
    }),
  unbind: (event) =>
    answering(event, 'unbind', async (form, actor) => {
      await unbindIdentity({ staffId: idOf(form), issuer: theIssuer() }, actor, now());
      return 'unbind';
    }),
  link: (event) => issue(event, 'sign-in-link'),
  token: (event) => issue(event, 'bearer'),
};

type Event = RequestEvent<Record<string, string>>;
type Act = (form: FormData, actor: RequestEvent['locals']['actor']) => Promise<string | undefined>;

/** Does one act; what is refused comes back with the form, and with the offices or posts that its words name. */
async function answering(event: Event, act: string, work: Act) {
  const { request, locals, url } = event;
  const form = await request.formData();
  let done: string | undefined;
  try {
    // Looking for an office does no harm; whatever else is done here lasts.
    if (act !== 'find') await refuseUnlessFresh(event, now());
    done = await work(form, locals.actor);
    if (!done) return { act, values: valuesOf(form), ...(await foundBy(form, locals.actor)) };
  } catch (error) {
    const no = refused(error, locals.lang);
    if (act === 'duty' && isRefusal(error) && error.code === 'wrong-state')
      no.shown.refusal.title = words(locals.lang).desk.dutyHeld;
    const found = await foundBy(form, locals.actor);
    return fail(no.status, { act, values: valuesOf(form), ...found, ...no.shown } satisfies PeopleAnswer);
  }
  const q = url.searchParams.get('q');
  redirect(303, `/desk/people?${new URLSearchParams({ ...(q && { q }), done })}`);
}

/** Makes a secret and shows it on the answer to this very form, nowhere else. */
async function issue(event: Event, purpose: 'sign-in-link' | 'bearer') {
  const { request, locals } = event;
  const form = await request.formData();
  try {
    await refuseUnlessFresh(event, now());
    const { secret, expiresAt } = await issueToken(
      { staffId: idOf(form), purpose, label: textOf(form, 'label') },
      locals.actor,
      now(),
    );
    const text = purpose === 'bearer' ? secret : `${currentConfig().publicUrl}/desk/sign-in/${secret}`;
    const once = { purpose, text, until: expiresAt, who: textOf(form, 'who') };
    return { act: purpose, values: valuesOf(form), once } satisfies PeopleAnswer;
  } catch (error) {
    const no = refused(error, locals.lang);
    return fail(no.status, { act: purpose, values: valuesOf(form), ...no.shown } satisfies PeopleAnswer);
  }
}

async function foundBy(
  form: FormData,
  actor: RequestEvent['locals']['actor'],
): Promise<Pick<PeopleAnswer, 'offices' | 'posts'>> {
  const wanted = textOf(form, 'officeWords');
  if (wanted.trim() === '' || actor.kind !== 'staff') return {};
  return textOf(form, 'role') === 'leader'
    ? { posts: await findPosts(board(), wanted, actor) }
    : { offices: await findOffices(board(), wanted, actor) };
}

function theIssuer(): string {
  const { oidc } = currentConfig();
  if (!oidc) throw new Refusal('no-provider');
  return oidc.issuer;
}

function idOf(form: FormData): number {
  const id = Number(textOf(form, 'staff'));
  if (!Number.isSafeInteger(id) || id <= 0) throw new Refusal('not-found');
  return id;
}
