import type { EnvReader } from './env-reader.ts';

/** Push to citizens' devices: who we are to the push services, and which of them we knock at. */
export interface PushConfig {
  /** Where a push service finds whoever runs this site: mailto: or https. */
  subject: string;
  /** Hosts of push services; `*.` stands for every name below. */
  hosts: string[];
}

/** The services of the browsers in use: Chrome and what is built on it, Firefox, Safari, Edge. */
const usualHosts = [
  'fcm.googleapis.com',
  'updates.push.services.mozilla.com',
  '*.push.apple.com',
  '*.notify.windows.com',
];

/** Reads push from the environment; null where it is off, as it is unless the operator turns it on (docs/decisions/push.md). */
export function readPush(reader: EnvReader, publicUrl: string): PushConfig | null {
  const hosts = reader.text('PUSH_HOSTS')?.split(/[\s,]+/) ?? usualHosts;
  const on = reader.choice('PUSH', 'off', ['on', 'off']) === 'on';
  if (!on) return null;
  for (const host of hosts)
    if (!/^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?$/.test(host))
      reader.wrong('PUSH_HOSTS', `"${host}" is no name of a host`, 'Write names, as in *.push.apple.com.');
  return { subject: readSubject(reader, publicUrl), hosts };
}

function readSubject(reader: EnvReader, publicUrl: string): string {
  const given = reader.text('PUSH_SUBJECT');
  const subject = given ?? publicUrl;
  if (/^mailto:[^\s@]+@[^\s@]+$/.test(subject) || /^https:\/\/\S+$/.test(subject)) return subject;
  reader.wrong(
    'PUSH_SUBJECT',
    given
      ? 'is neither an https address nor a mailto: address'
      : 'is not set, and PUBLIC_URL is no https address',
    'Say where push services find you, as in mailto:board@example.org.',
  );
  return '';
}
