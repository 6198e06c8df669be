import { type Deed, desk, posted, words } from './deed.ts';
import { standing, type StageName, stageNames } from './ties.ts';

const shown = stageNames.filter((stage) => standing(stage).publication === 'public');
const document = { number: '（2026）川01民初9号', on: '2026-11-02', issuer: '成都市中级人民法院' };
// An operator knows of what everybody reads, and of nothing else.
const unknown = (_: unknown, stage: StageName) => standing(stage).publication !== 'public';

/** Out of view and back; nothing is proposed or taken down at these stages, so nothing can be decided or shown again. */
export const deedsOfTakingDown: readonly Deed[] = [
  {
    ...{ ...posted, operation: 'proposeTakeDown', act: 'take down', path: desk('take-down') },
    ...{ body: () => ({ code: 'privacy', words }), stands: shown },
  },
  {
    ...{ ...posted, operation: 'decideTakeDown', act: 'take down', path: desk('take-down-decision') },
    ...{ body: () => ({ agree: true }), stands: [] },
  },
  {
    ...{ ...posted, operation: 'proposeRestore', act: 'take down', path: desk('restoration') },
    ...{ body: () => ({ words }), stands: [] },
  },
  {
    ...{ ...posted, operation: 'carryOutOrder', act: 'carry out a legal order', path: desk('legal-order') },
    ...{ body: () => ({ show: false, code: 'judicial', document }), stands: shown, except: unknown },
  },
];
