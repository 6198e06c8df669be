import { timingSafeEqual } from 'node:crypto';
import { createChallenge, extractParams, verifySolution } from 'altcha-lib/v1';
import { isProofWise, proofMinutes, type ProofPurpose } from '../../../domain/humanity/asking.ts';
import { isAnswer } from '../../../domain/humanity/question.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { currentConfig } from '../../current-config.ts';
import { hashesOf, newestHash, newSecret } from '../../store/envelope.ts';
import { useProof } from '../../store/entry/proof-uses.ts';
import { keepPace, loadOf } from '../rate-limit.ts';
import { questionOf } from './question-of.ts';

/** What somebody is asked to show: a question in words, or work that a script does meanwhile; one of the two is enough. */
export interface Proof {
  token: string;
  question: string;
  /** For the script: a challenge of altcha-lib as JSON. */
  work: string;
}

/** What they gave. */
export interface GivenProof {
  token: string;
  answer: string;
  work: string;
}

/** Numbers that a browser tries, half of them on average: about a second on a laptop, some on an old phone. */
const mostNumber = 60_000;
// Proofs are sealed under the newest key, and good under each of the file: keys may change while one is worked on.
const [sealing, working] = ['proof', 'proof-work'] as const;
const kinds = { code: 'verification', send: 'submit' } as const;

/** Has whoever asks from here now to show that they are a person? */
export function isProofNeeded(of: ProofPurpose, address: string, now: Date): boolean {
  const { humanProof } = currentConfig();
  if (humanProof !== 'auto') return humanProof === 'always';
  return isProofWise(of, loadOf(kinds[of], address, now));
}

/** A new question with its work; nothing is kept until it is tried. */
export async function newProof(of: ProofPurpose, lang: 'zh' | 'en', now: Date): Promise<Proof> {
  const id = newSecret().slice(0, 22);
  const expires = new Date(now.getTime() + proofMinutes * 60_000);
  const said = `${of}.${lang}.${expires.getTime()}.${id}`;
  const params = { of, id, until: String(expires.getTime()) };
  const work = await createChallenge({
    hmacKey: newestHash(working, '').toString('hex'),
    maxNumber: mostNumber,
    params,
  });
  return {
    token: `${said}.${newestHash(sealing, said).toString('base64url')}`,
    question: questionOf(id, lang).text,
    work: JSON.stringify(work),
  };
}

/** Refuses whoever has to show that they are a person and does not; each proof is good for one try, and a try costs. */
export async function refuseMachine(
  of: ProofPurpose,
  address: string,
  given: GivenProof,
  now: Date,
): Promise<void> {
  if (!isProofNeeded(of, address, now)) return;
  if (given.work === '' && given.answer.trim() === '') throw no('proof-needed');
  keepPace('proof', address, now);
  const tried = given.work === '' ? readToken(given) : await readWork(given.work);
  if (!tried || tried.of !== of || tried.until <= now) throw no('proof-stale');
  if (!(await useProof(tried.id, tried.until))) throw no('proof-stale');
  if (!tried.right) throw no('proof-wrong');
}

interface Tried {
  of: string;
  id: string;
  until: Date;
  right: boolean;
}

function readToken({ token, answer }: GivenProof): Tried | undefined {
  const [of = '', lang = '', until = '', id = '', seal = ''] = token.split('.');
  const have = Buffer.from(seal, 'base64url');
  const wanted = hashesOf(sealing, `${of}.${lang}.${until}.${id}`);
  if (!wanted.some((want) => have.length === want.length && timingSafeEqual(have, want))) return undefined;
  const question = questionOf(id, lang === 'en' ? 'en' : 'zh');
  return { of, id, until: new Date(Number(until)), right: isAnswer(question, answer) };
}

async function readWork(work: string): Promise<Tried | undefined> {
  try {
    // Its own look at the time is the machine's; the house has one clock.
    const ours = await Promise.all(
      hashesOf(working, '').map((key) => verifySolution(work, key.toString('hex'), false)),
    );
    if (!ours.includes(true)) return undefined;
    const { of = '', id = '', until = '' } = extractParams(work);
    return { of, id, until: new Date(Number(until)), right: true };
  } catch {
    return undefined;
  }
}

function no(code: 'proof-needed' | 'proof-stale' | 'proof-wrong'): Refusal {
  return new Refusal('invalid', { faults: [{ field: 'proof', code }] });
}
