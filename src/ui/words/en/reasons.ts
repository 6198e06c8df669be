import type { reasons as zh } from '../zh/reasons.ts';

/** Why a message is not shown, in English. */
export const reasons: typeof zh = {
  'other-power': {
    name: 'Power of another body (congress, court, procuratorate, police)',
    advice: 'By law another body decides this; please turn to it directly.',
  },
  judicial: {
    name: 'In judicial process',
    advice: 'The matter is before a court or arbitrator; please follow that process.',
  },
  'already-accepted': {
    name: 'Already accepted here or by the petition office',
    advice: 'It is being handled; please look or ask under its earlier number.',
  },
  rumour: {
    name: 'Rumour or unverified accusation',
    advice: 'Please write only what you saw or can verify, with time and place.',
  },
  'obscene-violent': {
    name: 'Obscenity, violence',
    advice: 'Please take out the obscene or violent parts and send again.',
  },
  discrimination: {
    name: 'Discrimination',
    advice: 'Please take out the discriminating words and send again.',
  },
  insult: {
    name: 'Insult, defamation',
    advice: 'Please write about the matter itself, without attacks on people.',
  },
  privacy: {
    name: 'Privacy of a third person',
    advice: 'Please take out names, phones, addresses or illnesses of others.',
  },
  unclear: {
    name: 'Unclear, incomplete',
    advice: 'Please say when, where, what happened and what you ask for.',
  },
  spam: { name: 'Spam, test, repeat', advice: 'Please ask about the same matter under its earlier number.' },
  'author-asked': { name: 'The author asked not to be shown', advice: 'It is not shown, as you asked.' },
  impersonation: { name: 'Impersonation', advice: 'Please write with your own name and phone.' },
  advertisement: { name: 'Advertisement', advice: 'Advertisements are not published here.' },
  'several-matters': {
    name: 'Several matters in one',
    advice: 'One matter per message, please; send them separately.',
  },
  'wrong-board': {
    name: 'Wrong board',
    advice: 'Please write to the leader of the place where it happened.',
  },
  'elsewhere-progress': {
    name: 'Asks about progress elsewhere',
    advice: 'Please ask where it was accepted.',
  },
  campaign: { name: 'Belongs to a campaign', advice: 'A campaign collects this matter; please write there.' },
  'against-law': {
    name: 'Against law or public order',
    advice: 'The content is against the law or public order.',
  },
};
