import type { RequestHandler } from '@sveltejs/kit';
import { serveNumbersFace } from '../../../numbers-face.ts';

/** The picture of a place, post, topic, kind, source or office with its numbers. */
export const GET: RequestHandler = ({ request, params }) => serveNumbersFace(request, params);
