import { markFeed } from '../mark-feed.ts';

/** The list of adopted suggestions that the address asks for, as a feed. */
export const GET = markFeed('adopted');
