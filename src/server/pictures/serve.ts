import { buffer } from 'node:stream/consumers';
import type { Actor } from '../../domain/actor.ts';
import { holdsVersion } from '../../domain/entity-tag.ts';
import { type Relation } from '../../domain/policy.ts';
import { relationsTo } from '../../domain/relations.ts';
import { isPublicPicture, seesPicture, type PictureStanding } from '../../domain/visibility-of-pictures.ts';
import { app } from '../store/db.ts';
import { keyOfPicture } from '../store/key-of-picture.ts';
import { matterOfMessage, pictureById, type PictureRow } from '../store/pictures.ts';
import { isPictureId } from './picture-id.ts';
import { picturesRoom } from './pictures-room.ts';
import { openPicture, pictureKey, pictureSizes, type PictureSize } from './seal-picture.ts';
import { whileAway } from './while-away.ts';

/** Which picture is asked for, as the address and headers say it; nothing of it is checked yet. */
export interface Wish {
  id: string;
  size: string;
  ifNoneMatch: string | null;
}

/** Who asks, and the draft whose secret they proved to hold. */
export interface Asking {
  actor: Actor;
  draftId: string | null;
}

/** Answers with one picture, or with the one and only "no such picture" that hidden and missing share. */
export async function servePicture(wish: Wish, asking: Asking, now: Date): Promise<Response> {
  const size = pictureSizes.find((each) => each === wish.size);
  if (!size || !isPictureId(wish.id)) return noSuchPicture();
  const row = await pictureById(app(), wish.id, now);
  const standing = standingOf(row);
  // Asked for a missing picture too, so that missing and hidden take the same road.
  const relations = await relationsOf(asking.actor, row?.message_id ?? null);
  if (!row || !seesPicture(standing, { relations, draftId: asking.draftId })) return noSuchPicture();
  return show(row, size, { isPublic: isPublicPicture(standing), ifNoneMatch: wish.ifNoneMatch });
}

async function relationsOf(actor: Actor, messageId: number | null): Promise<ReadonlySet<Relation>> {
  if (actor.kind === 'visitor') return new Set();
  const matter = await matterOfMessage(app(), messageId);
  return matter ? relationsTo(actor, matter) : new Set();
}

/** A missing picture stands as an unattached one that nobody may see. */
function standingOf(row: PictureRow | null): PictureStanding {
  return {
    publication: row?.publication ?? null,
    draftId: row?.draft_id ?? null,
    authorPublic: row?.author_public ?? false,
    reviewedPublic: row?.reviewed_public ?? null,
  };
}

async function show(
  row: PictureRow,
  size: PictureSize,
  how: { isPublic: boolean; ifNoneMatch: string | null },
): Promise<Response> {
  const etag = `"${row.sha256.toString('base64url', 0, 12)}-${size}"`;
  const headers = headersFor(size === 'thumb' ? 'webp' : row.format, how.isPublic ? etag : null);
  if (how.isPublic && holdsVersion(how.ifNoneMatch, etag))
    return new Response(null, { status: 304, headers });
  const sealed = await whileAway(async () => {
    const file = await picturesRoom().files.get(pictureKey(row.id, size));
    return file && buffer(file);
  });
  if (!sealed) return noSuchPicture();
  const bytes = openPicture(keyOfPicture(row), { id: row.id, size }, sealed);
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: { ...headers, 'content-length': String(bytes.length) },
  });
}

/** A public picture may be taken down: who has seen it asks again after a minute, a cache in front every second. */
function headersFor(format: PictureRow['format'], publicEtag: string | null): Record<string, string> {
  return {
    ...safeHeaders,
    'content-type': `image/${format}`,
    'content-disposition': `inline; filename="picture.${format === 'jpeg' ? 'jpg' : format}"`,
    ...(publicEtag
      ? { 'cache-control': 'public, max-age=60, s-maxage=1, must-revalidate', etag: publicEtag }
      : { 'cache-control': 'private, no-store' }),
  };
}

function noSuchPicture(): Response {
  const headers = {
    ...safeHeaders,
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'private, no-store',
  };
  return new Response('没有这张图片。\nThere is no such picture.\n', { status: 404, headers });
}

const safeHeaders = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
};
