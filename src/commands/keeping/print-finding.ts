import type { Finding } from '../../server/store/operate/verify/check.ts';

/** Prints what one check found, with its first breaches. */
export function printFinding({ name, checked, breaches }: Finding): void {
  const bad = breaches.length;
  process.stdout.write(
    `${bad === 0 ? 'ok    ' : 'BREACH'} ${name}: ${checked} checked${bad ? `, ${bad} wrong` : ''}\n`,
  );
  for (const breach of breaches.slice(0, 20)) process.stdout.write(`         ${breach}\n`);
}
