import type { ways as zh } from '../zh/ways.ts';

/** Other ways into a citizen's account, in English. */
export const ways: typeof zh = {
  title: 'Signing in without text messages',
  passkeysLead:
    'Sign in by finger, face or the lock of your phone or computer: no text message to wait for, nothing to be tricked out of.',
  confirmTitle: 'Please confirm that it is you',
  confirmLead:
    'What comes next changes how this account is entered. Give a code from your phone, or use a passkey.',
  confirm: 'Confirm',
  confirmNoPhone: 'This account has no phone now; only a passkey confirms that it is you.',
  confirmFirst: 'Before you add or remove one, confirm that it is you.',
  confirmEnd: 'To sign out elsewhere, confirm first that it is you.',
  passkeyConfirm: 'Confirm with a passkey',
  passkeyStopped: 'It was not finished; try again, or use a code by text message.',
  passkeyName: 'Give it a name',
  passkeyNameHint: 'Such as “my phone”; only you see it',
  passkeyDone: {
    added: 'The passkey is added; your phone gets a message about it.',
    removed: 'Removed; it opens nothing any more.',
  },
  passkeyLasts:
    'It stays when you change the phone. Where nobody confirmed the number for half a year and somebody else got it, it still opens your account; closing the account ends it.',
  smsRisk:
    'Codes by text message can be redirected, talked out of you, or reach whoever got a copy of your SIM card. A passkey goes by no text message and cannot be talked out of you.',
  addedAt: (stamp) => `added ${stamp}`,
  removeNamed: (name) => `Remove ${name}`,
  noPasskeys: 'No passkey yet.',
  needsScript: 'To add a passkey JavaScript must be on; codes by text message work without.',
  notHere: 'No more can be added here: there are enough, or the address of the site has no name.',
  open: 'Passkeys…',
  noPhone: 'No phone now',
  noPhoneText: 'The number it had is somebody else’s. Confirm another one to get notices and to write.',
  takePhone: 'Confirm another phone',
  phoneLost:
    'Nobody confirmed the phone for half a year. Give a code from it; until then no text messages are sent and nothing can be written.',
  phoneConfirm: 'Confirm the phone',
  newCodeOnly: (phone) => `The code went to ${phone}; it is good for 10 minutes.`,
  ended: {
    'too-many': 'You signed in at too many places, and this, the oldest, has ended. Please sign in again.',
    operator: 'An operator ended all sessions. Please sign in again.',
    idle: 'Nobody used it for long, so you are signed out here. Please sign in again.',
    'run-out': 'Your time here has run out. Please sign in again.',
  },
  wechat: 'WeChat',
  wechatLead:
    'Once bound, it opens your account where you read this site inside WeChat, without a text message.',
  enterByWechat: 'Sign in with WeChat',
  wechatKnown:
    'WeChat has confirmed who you are. Confirm the phone once more, and from then on WeChat alone opens this account.',
  wechatDone: {
    bound: 'Your WeChat is bound; your phone gets a message about it.',
    unbound: 'Unbound; it opens nothing any more.',
  },
  boundAt: (stamp) => `bound ${stamp}`,
  noWechat: 'No WeChat is bound yet.',
  bindWechat: 'Bind my WeChat',
  insideWechat: 'To bind it, open this page inside WeChat; the phone must be in use too.',
  wechatOpen: 'WeChat…',
};
