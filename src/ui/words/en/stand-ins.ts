import type { standIns as zh } from '../zh/stand-ins.ts';

/** Who stands in for whom while somebody is away, in English. */
export const standIns: typeof zh = {
  title: 'Stand-ins',
  lead: 'While somebody is away, a colleague of the office does their duties, signing included. Nobody signs their own draft, not even in somebody’s place. It ends by itself, and history says who acted for whom.',
  none: 'Nobody stands in now, and nobody is to.',
  newTitle: 'Name a stand-in',
  office: 'Office',
  choose: 'This office',
  absent: 'Who is away',
  deputy: 'Who stands in',
  from: 'First day',
  to: 'Last day',
  toHint: 'Ends with that day; 92 days at most',
  askNote: 'Who stands in while you are away; the head of the office or an operator agrees.',
  name: 'Settle it',
  ask: 'Ask for it',
  agree: 'Agree',
  decline: 'Decline or take back',
  end: 'End it now',
  pair: (deputy, absent) => `${deputy} for ${absent}`,
  period: (from, to) => `${from} to ${to}`,
  state: { asked: 'waits for consent', coming: 'not begun', running: 'running' },
  acts: (absent) => `for ${absent}`,
  link: 'Stand-ins',
  did: {
    named: 'Settled; both are told.',
    asked: 'Asked; the head of the office or an operator agrees.',
    agreed: 'Agreed; both are told.',
    ended: 'Ended this minute; both are told.',
  },
};
