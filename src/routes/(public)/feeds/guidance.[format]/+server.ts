import { markFeed } from '../mark-feed.ts';

/** The list of guidance that the address asks for, as a feed. */
export const GET = markFeed('guidance');
