import type { Got } from '../api-stage.ts';
import { type Deed, desk, deskThing, empty, type Outcome, posted, withWords, words } from './deed.ts';
import { nothing } from './scenes.ts';
import { both, handled, open } from './stage-groups.ts';
import type { StageName } from './ties.ts';

const withOne = 'in progress';
const reportOn = '2026-11-16';
const toLeader = { ...posted, about: 'deputy', thing: 'instruction', stands: [withOne] } as const;
const toDeputy = { ...posted, about: 'deputy', thing: 'toDeputy' } as const;
const toUnit = { ...posted, about: 'unit', thing: 'toUnit' } as const;
const complained: StageName = 'a complaint of the helping unit, from which Officer He stepped back';

/** An empty thread tells nothing, not even whether there is one. */
function readThread({ status, body }: Got): Outcome | undefined {
  return status === 200 && body.items.length === 0 ? 'not now' : undefined;
}

/** Instructions (批示): given, passed on, noted, reported on, decided, taken back, made public. */
export const deedsOfLeaders: readonly Deed[] = [
  {
    ...{ method: 'GET', operation: 'readInstructions', act: 'read instructions', about: 'thread' },
    ...{ path: desk('instructions'), stands: [withOne], sameWord: true, read: readThread },
  },
  {
    ...{ ...posted, operation: 'instruct', act: 'instruct', path: desk('instructions') },
    body: ({ board }) => ({ to: [{ office: board.place.helper }], words, reportOn }),
    stands: [...both(open, handled), 'settled and closed' as const].filter((stage) => stage !== complained),
  },
  {
    ...{ ...toDeputy, operation: 'instruct', way: 'passed on', act: 'pass an instruction on' },
    ...{ path: desk('instructions'), stands: [withOne] },
    body: ({ board, scene }) => ({
      ...{ to: [{ office: board.place.helper }], words, reportOn },
      passedOn: scene.toDeputy ?? nothing,
    }),
  },
  {
    ...{ ...toLeader, operation: 'takeInstructionBack', act: 'take an instruction back', body: withWords },
    path: deskThing('instruction', 'instructions/{}/end'),
  },
  {
    ...{ ...toLeader, operation: 'publishInstruction', act: 'make an instruction public', body: withWords },
    path: deskThing('instruction', 'instructions/{}/publication'),
  },
  ...([toDeputy, toUnit] as const).flatMap((of): Deed[] => [
    {
      ...{ ...of, operation: 'noteInstruction', act: 'note an instruction', body: empty },
      path: deskThing(of.thing, 'addressees/{}/receipt'),
      ...{ stands: [withOne], by: () => of === toDeputy },
    },
    {
      ...{ ...of, operation: 'reportInstruction', act: 'report on an instruction', body: withWords },
      path: deskThing(of.thing, 'addressees/{}/report'),
      ...{ stands: [withOne], by: () => of === toDeputy },
    },
    {
      ...{ ...of, operation: 'acceptReport', act: 'decide on a report', body: empty },
      path: deskThing(of.thing, 'addressees/{}/acceptance'),
      ...{ stands: [withOne], by: () => of === toUnit },
    },
    {
      ...{ ...of, operation: 'sendReportBack', act: 'decide on a report' },
      ...{ path: deskThing(of.thing, 'addressees/{}/return'), body: () => ({ words, reportOn }) },
      ...{ stands: [withOne], by: () => of === toUnit },
    },
  ]),
];
