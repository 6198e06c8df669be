import { z } from 'zod';
import { messageNews } from '../../../domain/following-news.ts';
import { tellNextFollowers } from '../../store/follows/tell-followers.ts';

/** Which news of which message, and behind which follower to go on. */
export const tellFollowersPayload = z.object({
  message: z.number().int(),
  news: z.enum(messageNews),
  cause: z.string().min(1),
  at: z.coerce.date(),
  after: z.number().int(),
});

/** So few at once that what others wait for gets its turn between. */
export const mostAtOnce = 500;

/** Tells some of a message's followers; those behind them have a job of their own. */
export async function tellFollowers(
  { after, ...news }: z.infer<typeof tellFollowersPayload>,
  now: Date,
): Promise<void> {
  await tellNextFollowers(news, { after, most: mostAtOnce, now });
}
