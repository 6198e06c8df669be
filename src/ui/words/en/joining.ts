import type { joining as zh } from '../zh/joining.ts';

type Joining = typeof zh;

/** What is followed, in a word. */
const thing: Joining['thing'] = {
  message: 'message',
  leader: 'leader',
  region: 'place',
  topic: 'topic',
};

/** What followers of a message are told. */
const news: Joining['news'] = {
  'news-accepted': 'The office has accepted it',
  'news-moved': 'It moved to another office',
  'news-waiting': 'The office waits for its writer; the clock stands still',
  'news-resumed': 'Work goes on, and the clock runs again',
  'news-extended': 'The office was given more time',
  'news-instructed': 'The leader gave an instruction',
  'news-progress': 'There is progress',
  'news-answered': 'It has its official answer',
  'news-corrected': 'The answer was corrected',
  'news-reopened': 'It is handled again',
  'news-closed': 'It is closed',
  'news-adopted': 'The suggestion was adopted',
  'news-written': 'Its writer wrote again',
  'news-gone': 'This message is no longer shown',
  'news-restored': 'It is shown again',
};

/** What was just done. */
const done: Joining['done'] = {
  following: 'You follow it. What is new is told among the notices of “My messages”.',
  stopped: 'You follow it no more, and are told nothing more of it.',
  back: 'Taken back; it counts no more.',
};

/** “This happened to me too”, and hearing how things go on. */
export const joining: Joining = {
  thing,
  news,
  done,
  box: 'Who met the same, and following',
  people: (n) =>
    n === 0
      ? 'Nobody else has said so yet'
      : n === 1
        ? 'One other met the same thing'
        : `${n} others met the same thing`,
  rowText: 'met it too',
  count: (n) => `${n} met it too`,
  press: 'This happened to me too',
  pressed: 'It happened to you too; you are counted',
  takeBack: 'Take it back',
  supportTitle: 'Did this happen to you too?',
  supportLead:
    'It counts once for each phone, and you can take it back at any time. Only the number is public: neither the office nor anybody else sees who you are.',
  follow: 'Follow it',
  followIt: 'Follow',
  following: 'You follow it',
  stop: 'Stop following',
  stopNamed: (name) => `Stop following ${name}`,
  takeBackNamed: (name) => `Take back: ${name}`,
  followTitle: (name) => `Follow “${name}”`,
  eachStep:
    'Each step is told among the notices of “My messages”. No text message is sent, and you can stop at any time.',
  onceADay:
    'At eight in the morning, where there are new messages or answers, you are told once among the notices of “My messages”. No text message is sent, and you can stop at any time.',
  listTitle: 'What I follow',
  listLead:
    'What is new is told among the notices of “My messages”, without a text message. Only you see this page.',
  since: (day) => `since ${day}`,
  hidden: (code) => `Message ${code}, no longer shown`,
  nothing: 'You follow nothing yet',
  nothingText: 'Press “Follow” on the page of a message, a leader or a place to hear how it goes on.',
  look: 'Look at messages',
  supported: 'What happened to me too',
  digest: (name, messages, answers) =>
    `${name}: ${messages} new ${messages === 1 ? 'message' : 'messages'}, ${answers} new ${answers === 1 ? 'answer' : 'answers'}`,
  because: (thing, name) => `Because you follow the ${thing} ${name}`,
  becauseHidden: 'Because you follow this message',
  moved: (name) => `What you followed was merged or ended. You now follow: ${name}`,
  byCounty: 'What is new is told by county, this place with it.',
  followCounty: (county) => `Follow ${county}`,
};
