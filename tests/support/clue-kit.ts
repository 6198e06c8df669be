import { composeClue, type ComposedClue } from '../../src/ui/clues/compose-clue.ts';
import { newKeyPair, sealFile, sealWords, toBase64, wrapKey } from '../../src/ui/clues/seal.ts';
import type { ClueFile } from '../../src/domain/clues/clue-files.ts';
import type { ClueText } from '../../src/domain/clues/clue-text.ts';
import { publishKey } from '../../src/server/life/clues/keep-key.ts';
import type { Actor } from '../../src/domain/actor.ts';

/** What a clue says, unless a test says otherwise. */
export const clueText: ClueText = {
  unit: '云浦市交通运输局',
  province: '510000',
  when: '上个月',
  body: '复工检查时收了我们两次钱，没有收据。',
  contact: '',
};

/** A key of the examiner group with its private half, as an examiner’s browser makes it. */
export async function groupKey(examiner: Actor, now: Date, passphrase = '四个随机的词语') {
  const pair = await newKeyPair();
  const wrapped = Buffer.from(await wrapKey(pair.identity, passphrase, 'person'));
  const { keyId } = await publishKey({ recipient: pair.recipient, wrapped }, examiner, now);
  return { ...pair, keyId, wrapped };
}

/** A clue as the browser of its writer composes it, with the body that it sends. */
export async function composed(recipient: string, key: number, changes: Partial<ClueText> = {}) {
  const clue = (await composeClue({ ...clueText, ...changes }, recipient)) as ComposedClue;
  const writer = { ...clue.writer, wrapped: toBase64(clue.writer.wrapped) };
  return { clue, body: { key, sealed: toBase64(clue.sealed), writer, things: clue.things } };
}

/** Words sealed for some keys, as they travel. */
export async function sealedText(text: string, recipients: readonly string[]): Promise<string> {
  return toBase64((await sealWords(text, recipients)) ?? new Uint8Array());
}

/** An attachment as the browser of a writer seals it. */
export async function sealedFile(
  recipient: string,
  changes: Partial<ClueFile> = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new TextEncoder().encode('%PDF-1.7 发票');
  const sealed = await sealFile({ name: '收据.pdf', type: 'pdf', bytes, ...changes }, [recipient]);
  return new Uint8Array(sealed ?? []);
}
