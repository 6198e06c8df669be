import type { Actor } from '../../../../domain/actor.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import type { Db } from '../../../store/db.ts';
import { findRegions, lockRegions, type Region } from '../../../store/directory/find-regions.ts';
import { moveRegions } from '../../../store/directory/move-regions.ts';
import { recordChange } from '../../../store/directory/record-change.ts';
import { keeper } from '../keeper.ts';
import { inForce, refuseWrongDay } from './in-force.ts';
import { heirRegion, succeedRegion } from './succeed-region.ts';

/** A part of a split region, with the towns (or whatever hangs next below) that go to it; they may come from neighbours too. */
export interface Part {
  code: string;
  name: string;
  takes: readonly string[];
}

/** A region that is divided. */
export interface Splitting {
  code: string;
  parts: readonly Part[];
  /** The part that succeeds the region where it ends; without one it goes on, smaller. */
  heir?: string;
  onDay: string;
  source: string;
}

/** Splits a region (析置). Its posts go on where the region does; where it ends they name those of the heir, which gets what no part takes. */
export async function splitRegion(tx: Db, splitting: Splitting, by: Actor, now: Date): Promise<void> {
  const who = keeper(by);
  const { code, parts, heir, onDay, source } = splitting;
  const region = inForce(await lockRegions(tx, [code, ...parts.map((part) => part.code)]), code);
  refuseWrongDay(onDay, now, [region]);
  refuseWrongHeir(splitting);
  for (const part of parts) await makePart(tx, part, { like: region, onDay, source });
  if (heir !== undefined) await succeedRegion(tx, { from: region, heir: { code: heir }, onDay, source });
  await recordChange(tx, { at: now, by: who, what: { act: 'split', ...splitting } });
}

function refuseWrongHeir({ code, parts, heir }: Splitting): void {
  const codes = parts.map((part) => part.code);
  const known = heir === undefined || codes.includes(heir);
  if (parts.length > 0 && known && !codes.includes(code) && new Set(codes).size === codes.length) return;
  throw new Refusal('invalid', { faults: [{ field: 'parts', code: 'wrong-choice' }] });
}

async function makePart(
  tx: Db,
  part: Part,
  from: { like: Region; onDay: string; source: string },
): Promise<void> {
  const region = await heirRegion(tx, part, from);
  const taken = await findRegions(tx, part.takes);
  const misfit = part.takes.find((code) => inForce(taken, code).level <= region.level);
  if (misfit !== undefined) {
    const detail = `${misfit} cannot hang under ${part.code}`;
    throw new Refusal('invalid', { faults: [{ field: 'parts', code: 'wrong-choice' }], detail });
  }
  await moveRegions(tx, part.takes, region.code);
}
