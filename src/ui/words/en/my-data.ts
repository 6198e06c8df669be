import type { myData as zh } from '../zh/my-data.ts';

/** What a person may ask for of what is known of them. */
export const myData: typeof zh = {
  title: 'My data',
  link: 'My data and erasure',
  lead: 'What this site knows of you: download it, or ask that it is erased.',
  export: 'Download my data',
  exportLead:
    'Everything about you in one file: a page, JSON for machines, and your pictures. Neither data of others nor internal words of offices.',
  exportAsk: 'Put my data together',
  exportWaits: 'Being put together; reload this page in a while.',
  exportReady: (day) => `Ready; it can be fetched until ${day} and is deleted then.`,
  exportCode: 'Send a code to my phone',
  exportFetch: 'Download',
  erase: 'Ask for erasure',
  goes: [
    'Phone, name, sign-ins and notices: all deleted.',
    'The words as you wrote them, remarks, pictures that are not public and internal words: their key is destroyed, nobody can read them again.',
    'Messages that are still handled go once they are closed; you may withdraw them first.',
  ],
  staysTitle: 'What stays',
  stays: [
    'The record of the steps (which, and on what day, without words) and the numbers.',
    'Who looked at your data: kept for at least three years by law.',
    'Messages under a legal hold, until it is lifted.',
  ],
  choose: 'What becomes of your public messages',
  choices: {
    keep: { text: 'They stay, without my name', note: 'They help others; nobody sees who wrote them.' },
    remove: { text: 'They go too', note: 'Neither text nor answers are shown again; this cannot be undone.' },
  },
  chosen: {
    keep: 'Public messages stay without your name.',
    remove: 'Public messages are taken out and erased.',
  },
  ask: 'Ask for it; it cannot be undone',
  askedOn: (day) => `Asked on ${day}.`,
  states: {
    asked: 'Received; operators will look at it',
    ordered: 'Ordered; a second operator confirms',
    running: 'Being erased',
  },
  stillHandled: (n) => `${n} still handled: erased once closed.`,
  held: (n) => `${n} under a legal hold: erased once it is lifted.`,
  takeBack: 'Take the request back',
  back: 'Back to my messages',
  done: {
    asked: 'Received. It is erased once two operators have confirmed.',
    'taken-back': 'Taken back; nothing was erased.',
    'export-asked': 'It is being put together.',
    'wrong-code': 'The code was wrong or stale; send another.',
  },
};
