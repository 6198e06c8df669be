import { createHmac } from 'node:crypto';
import { alikeAmong, type Earlier, floodAccounts } from '../../../src/domain/floods/flood.ts';
import { bandsOf, sketchLength, sketchOf, type Sketching } from '../../../src/domain/floods/sketch.ts';

/** A sketching under a key of the test. */
export function sketchingOf(key: string): Sketching {
  const bits = (text: string) => createHmac('sha256', key).update(text).digest().readUInt32LE();
  return {
    hash: bits,
    turns: Array.from({ length: sketchLength }, (_, n) => [bits(`a${n}`) | 1, bits(`b${n}`)] as const),
  };
}

/** Lets texts come one after another, each from another account and all within the hours; gives the flood of each, or null. */
export function watchTexts(texts: readonly string[], accounts = floodAccounts): (number | null)[] {
  const sketching = sketchingOf('of the test');
  const byBand = new Map<number, Earlier[]>();
  let groups: Earlier[][] = [];
  const given = texts.map((text, messageId): Earlier | null => {
    const sketch = sketchOf(text, sketching);
    if (!sketch) return null;
    const fresh: Earlier = { messageId, sketch, groupId: null };
    const met = [...new Set(bandsOf(sketch).flatMap((band) => byBand.get(band) ?? []))];
    const alike = alikeAmong(sketch, met);
    if (alike) {
      const loose = met.filter((each) => each.groupId === null && alike.messageIds.includes(each.messageId));
      const group = [...alike.groupIds.flatMap((id) => groups[id] ?? []), ...loose, fresh];
      for (const each of group) each.groupId = groups.length;
      groups = [...groups, group];
    }
    for (const band of bandsOf(sketch)) byBand.set(band, [...(byBand.get(band) ?? []), fresh]);
    return fresh;
  });
  return given.map((each) => {
    const id = each?.groupId ?? null;
    return id !== null && (groups[id]?.length ?? 0) >= accounts ? id : null;
  });
}
