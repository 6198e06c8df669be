import type { Db } from '../../store/db.ts';
import { type Asking, similarGuidance } from '../similar-guidance.ts';
import { type Answered, similarAnswered } from './similar-answered.ts';

/** What was answered already and may spare somebody the writing: guidance first, then answers to messages much alike. */
export async function answeredAlike(db: Db, asking: Asking, most: number): Promise<Answered[]> {
  const guidance: Answered[] = await similarGuidance(db, asking);
  if (guidance.length >= most) return guidance.slice(0, most);
  const others = await similarAnswered(db, asking, most);
  return [...guidance, ...others.filter(({ code }) => !guidance.some((each) => each.code === code))].slice(
    0,
    most,
  );
}
