import { type Deed, desk, posted, words } from './deed.ts';
import type { Person } from './people.ts';
import { without } from './stage-groups.ts';
import { standing, type StageName, stageNames } from './ties.ts';

const shown = stageNames.filter((stage) => standing(stage).publication === 'public');
const proposed = 'proposed to be taken down';
const gone = ['taken down', 'taken down by a legal order'] as const;
const document = { number: '（2026）川01民初9号', on: '2026-11-02', issuer: '成都市中级人民法院' };
// An operator knows of what everybody reads, or read until it was taken down, and of nothing else.
const unknown = (_: unknown, stage: StageName) =>
  !['public', 'taken-down'].includes(standing(stage).publication);
// Whoever proposed it is not the second who confirms.
const proposer = (person: Person, stage: StageName) => stage === proposed && person === 'Reviewer Mo';
const decide = { ...posted, operation: 'decideTakeDown', act: 'take down' } as const;
const order = { ...posted, operation: 'carryOutOrder', act: 'carry out a legal order' } as const;

/** Out of view and back. */
export const deedsOfTakingDown: readonly Deed[] = [
  {
    ...{ ...posted, operation: 'proposeTakeDown', act: 'take down', path: desk('take-down') },
    ...{ body: () => ({ code: 'privacy', words }), stands: without(shown, proposed) },
  },
  {
    ...{ ...decide, path: desk('take-down-decision'), body: () => ({ agree: true }) },
    ...{ stands: [proposed], except: proposer },
  },
  {
    ...{ ...decide, way: 'refused', path: desk('take-down-decision'), body: () => ({ agree: false }) },
    stands: [proposed],
  },
  {
    ...{ ...posted, operation: 'proposeRestore', act: 'take down', path: desk('restoration') },
    ...{ body: () => ({ words }), stands: ['taken down'] },
  },
  {
    ...{ ...order, path: desk('legal-order'), except: unknown },
    ...{ body: () => ({ show: false, code: 'judicial', document }), stands: shown },
  },
  {
    ...{ ...order, way: 'shown again', path: desk('legal-order'), except: unknown },
    ...{ body: () => ({ show: true, code: 'judicial', document }), stands: gone },
  },
];
