import type { RequestHandler } from '@sveltejs/kit';
import { serveNumbersFace } from '../numbers-face.ts';

/** The picture of the whole country with its numbers. */
export const GET: RequestHandler = ({ request }) => serveNumbersFace(request, {});
