import { type KeptSupport, supportsOf } from '../../store/supports/keep-support.ts';

/** What somebody supports, the newest first: for them alone. */
export async function ownSupports(citizenId: number): Promise<KeptSupport[]> {
  return (await supportsOf(`citizen:${citizenId}`, citizenId)).toReversed();
}
