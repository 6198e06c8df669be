import type { personal as zh } from '../zh/personal.ts';

/** What the rules take for personal, why, and how it is told to writers and reviewers. */
export const personal: typeof zh = {
  what: {
    phone: 'mobile number',
    landline: 'phone number',
    'id-number': 'ID number',
    'bank-card': 'bank card',
    email: 'e-mail',
    plate: 'number plate',
    'chat-id': 'WeChat or QQ',
    address: 'door of a home',
    name: 'name',
  },
  why: {
    'mobile-number': 'looks like a mobile number',
    'mobile-disguised': 'looks like a mobile number in disguise',
    'landline-given': 'given as a phone, not as an office’s',
    'id-checksum': 'ID number, check digit fits',
    'id-of-old': 'looks like an old ID number of 15 digits',
    'id-named': 'given as an ID number',
    'card-checksum': 'bank card, check digit fits',
    'card-named': 'given as a card number',
    'email-address': 'looks like an e-mail address',
    'email-disguised': 'looks like an e-mail address in disguise',
    'number-plate': 'looks like a number plate',
    'chat-named': 'given as WeChat or QQ',
    'door-of-building': 'building and room: it leads to one household',
    'door-of-village': 'a door in a village or lane',
    'door-of-home': 'said to be a home',
    'name-said': 'said to be a name',
    'name-labelled': 'a label says whose name it is',
    'name-titled': 'a name beside a role or title',
    'name-signed': 'a signature at the end',
    'name-beside-data': 'a name beside sex, phone or ID',
    'name-again': 'the same name again',
    'name-half-covered': 'covered by its writer already; most likely enough',
  },
  hiddenTitle: (n) =>
    n === 1 ? 'One personal detail will be hidden' : `${n} personal details will be hidden`,
  hiddenLead:
    'Below the text stands as it will be shown. A reviewer looks at each place once more; the handling unit reads your own words.',
  hiddenWas: 'You wrote',
  hiddenNow: 'Shown as',
  hiddenTimes: (n) => `${n} times`,
  hiddenChange: 'Go back and change the text',
  hiddenKeep: 'If it may stay so, just send.',
};
