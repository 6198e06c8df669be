import { fail, redirect } from '@sveltejs/kit';
import { now } from '#server/clock.ts';
import { rate } from '#server/life/citizen/rate.ts';
import { formFaults, textIn } from '../../../form-faults.ts';
import { codeAtDoor, ownAtDoor } from '../own-door.ts';
import type { Actions, PageServerLoad } from './$types.ts';

/** The latest answer, and what its author said of it so far. */
export const load: PageServerLoad = async (event) => {
  const door = await ownAtDoor(event);
  const finals = door?.own.voices.replies.filter((reply) => reply.type === 'final') ?? [];
  const rating = door?.own.voices.ratings.find((each) => each.round === finals.length) ?? null;
  return {
    code: codeAtDoor(event.params.code),
    title: door?.own.title,
    steps: door?.steps ?? null,
    answer: finals.at(-1) ?? null,
    rating,
  };
};

/** The author says what they think of the answer. */
export const actions: Actions = {
  default: async ({ request, params, locals }) => {
    const form = await request.formData();
    const values = readValues(form);
    const code = codeAtDoor(params.code);
    const done = await (async () => {
      try {
        const { state } = await rate(
          code,
          { ...marksOf(values), words: values.words, settled: settledOf(values) },
          locals.actor,
          now(),
        );
        if (values.settled === 'no') return 'reopened';
        return state.handling === 'closed' && values.settled === 'yes' ? 'settled' : 'rated';
      } catch (error) {
        const { status, faults } = formFaults(error, locals.lang);
        return fail(status, { values, faults });
      }
    })();
    return typeof done === 'string' ? redirect(303, `/messages/${code}?done=${done}`) : done;
  },
};

interface Values {
  solved: string;
  attitude: string;
  speed: string;
  words: string;
  settled: string;
}

function readValues(form: FormData): Values {
  const text = (name: string): string => textIn(form, name);
  return {
    solved: text('solved'),
    attitude: text('attitude'),
    speed: text('speed'),
    words: text('words'),
    settled: text('settled'),
  };
}

function marksOf({ solved, attitude, speed }: Values): { solved: number; attitude: number; speed: number } {
  return { solved: Number(solved), attitude: Number(attitude), speed: Number(speed) };
}

function settledOf({ settled }: Values): boolean | undefined {
  return settled === 'yes' ? true : settled === 'no' ? false : undefined;
}
