import type { push as zh, pushed as zhPushed } from '../zh/push.ts';

/** What a device is told, in English. */
export const pushed: typeof zhPushed = {
  title: 'Huiyin message board',
  body: 'There is something new for you. Open to see it.',
};

/** Push, in English. */
export const push: typeof zh = {
  title: 'Push notices',
  lead: 'When there is news, this device tells you so. What it shows holds no name, no number and nothing of a message.',
  link: 'Be told on this device',
  open: 'Push…',
  whatComes:
    'You are told of steps of your messages, of what you follow and of changes to your account; not between 22:00 and 7:00, unless it is urgent or somebody has just written to you.',
  how: 'It comes through the service of your browser’s maker, encrypted: the maker cannot read it, but knows that this browser was told something.',
  notHere: 'Push is not set up on this site. Text messages and the page of your messages tell you of news.',
  noScript:
    'JavaScript is off in this browser, so push cannot be turned on. Text messages and the page of your messages tell you of news all the same.',
  on: 'Push is on for this device.',
  off: 'Push is off for this device.',
  turnOn: 'Turn on for this device',
  asking: 'Your browser asks now: please choose “Allow”.',
  denied:
    'You do not let this site send notifications, so push cannot be turned on. Press the icon beside the address, or open Settings – Notifications of the browser, allow this site, and load this page again.',
  dismissed: 'Notifications are not allowed yet. To turn push on, press again and choose “Allow”.',
  unsupported:
    'This browser knows no push. Use a newer Edge, Firefox, Chrome or Safari; text messages and the page of your messages tell you of news all the same.',
  install:
    'On an iPhone or iPad press “Share” first and choose “Add to Home Screen”; then open the site from there and come to this page.',
  expired: 'Push has stopped working on this device. Please turn it on once more.',
  failed:
    'The push service of this browser cannot be reached now. Check the connection and try again later; if it never works, use another browser.',
  devices: (n) => `Devices with push (${n})`,
  noDevices: 'No device yet.',
  here: 'this device',
  since: (stamp) => `on since ${stamp}`,
  used: (stamp) => `last told ${stamp}`,
  unused: 'not told anything yet',
  remove: 'Turn off',
  removeNamed: (name) => `Turn off push on ${name}`,
  done: {
    on: 'Push is on for this device.',
    removed: 'Turned off; that device is told nothing any more.',
  },
  signOut: 'Signing out, here or there, turns push off on that device too.',
};
