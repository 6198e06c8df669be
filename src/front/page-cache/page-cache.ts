import type { IncomingMessage, ServerResponse } from 'node:http';
import { compressPage } from '../compress-page.ts';
import { dayOf, endOf } from '../../domain/calendar.ts';
import { now } from '../../server/clock.ts';
import type { Config } from '../../server/config.ts';
import { atReplica } from '../../server/views/at-replica.ts';
import { keptPageHeaders } from '../../server/views/kept-page.ts';
import { followPages, type PageNews } from '../../server/views/page-news.ts';
import type { Room } from '../rooms.ts';
import { stamped } from '../stamp-request.ts';
import { type Drawn, drawApart } from './draw-apart.ts';
import { type HandedPage, here, joinRound, onTheMachine, type Round } from './hand-round.ts';
import { PackedPage, type PageFacts } from './packed-page.ts';
import { Shelf } from './shelf.ts';
import { type WantedPage, wantedPage } from './wanted-page.ts';

/** A page being drawn: from which move on it saw the board. */
interface Drawing {
  began: number;
  page: Promise<PackedPage | Drawn>;
}

/** What asked pages came from, counted since the start. */
export interface PageCounts {
  kept: number;
  drawn: number;
  /** Drawn for one request: somebody signed in, a page that is not kept, nothing heard from other processes. */
  bypass: number;
}

// What a page is drawn from may be remembered for a second itself: together never more than ten.
const longestMs = 9000;
/** Whoever drew a page draws it anew so much earlier, and hands it to those beside it before theirs has ended. */
const aheadMs = 1000;
const mostRemembered = 5000;

/**
 * Keeps public pages in front of the pages' own room. What a step of this process moves is gone with its commit; what
 * others move, within a moment of their telling; everything after nine seconds. A page that is asked for again and again is
 * drawn by one of the processes under the same parent and handed to the others.
 */
export class PageCache {
  readonly counts: PageCounts = { kept: 0, drawn: 0, bypass: 0 };
  /** How many pages were taken from processes beside this one. */
  taken = 0;
  readonly #pages: Room;
  readonly #config: Config;
  readonly #shelf: Shelf;
  readonly #news: PageNews;
  readonly #round: Round | null;
  readonly #drawing = new Map<string, Drawing>();
  /** How addresses without cookies read, so that a page that is there costs no parsing. */
  readonly #plainly = new Map<string, WantedPage>();

  constructor(pages: Room, config: Config) {
    this.#pages = pages;
    this.#config = config;
    this.#shelf = new Shelf(config.pageCacheMb * 1024 * 1024);
    this.#news = followPages((moved) => this.#shelf.forget(moved));
    // What a replica reads may be older than what moved here a moment before another process began to draw.
    this.#round = config.replica === null ? joinRound((page) => this.#take(page)) : null;
  }

  /** How many bytes of pages are kept. */
  get bytes(): number {
    return this.#shelf.bytes;
  }

  /** Answers from what is kept, before anything else is looked at; false where that is not there. */
  hit(request: IncomingMessage, response: ServerResponse): boolean {
    if (!this.#news.hears()) return false;
    const wanted = this.#wanted(request);
    const page = wanted && this.#shelf.get(wanted.key, performance.now());
    if (!page) return false;
    this.counts.kept += 1;
    page.send(request, response);
    return true;
  }

  /** The room of the pages with the cache in front of it. */
  readonly room: Room = async (request, response) => {
    const wanted = this.#news.hears() ? this.#wanted(request) : null;
    const page = wanted && (await this.#page(wanted, request));
    if (page instanceof PackedPage) {
      this.counts.drawn += 1;
      page.send(request, response);
      return;
    }
    this.counts.bypass += 1;
    if (page) sendOnce(request, response, page);
    else await this.#pages(request, response);
  };

  stop(): Promise<void> {
    this.#round?.stop();
    return this.#news.stop();
  }

  #wanted(request: IncomingMessage): WantedPage | null {
    const { url = '', headers, method } = request;
    const isPlain = method === 'GET' && headers.cookie === undefined && this.#config.mode === 'external';
    const known = isPlain && !headers.authorization ? this.#plainly.get(url) : undefined;
    if (known && headers['content-length'] === undefined && !headers['transfer-encoding']) return known;
    const wanted = wantedPage(request, this.#config);
    if (wanted && isPlain) {
      if (this.#plainly.size >= mostRemembered) this.#plainly.clear();
      this.#plainly.set(url, wanted);
    }
    return wanted;
  }

  /** The page as it stands at this moment or after it, drawn once for all who ask meanwhile; one that is not to be kept goes to whom it was drawn for alone, and null says to draw it. */
  async #page(wanted: WantedPage, request: IncomingMessage): Promise<PackedPage | Drawn | null> {
    const asked = this.#news.last();
    for (;;) {
      const kept = this.#shelf.get(wanted.key, performance.now());
      if (kept) return kept;
      const others = this.#drawing.get(wanted.key);
      const drawing = others ?? this.#begin(wanted, request);
      const page = await drawing.page;
      if (!(page instanceof PackedPage)) return others || page.setsCookies ? null : page;
      // What moved between its beginning and this request may be missing on it.
      if (drawing.began >= asked || !this.#news.movedSince(page.shows, drawing.began)) return page;
    }
  }

  #begin(wanted: WantedPage, request: IncomingMessage): Drawing {
    const drawing = { began: this.#news.last(), page: this.#draw(wanted, request) };
    this.#drawing.set(wanted.key, drawing);
    const over = () => {
      if (this.#drawing.get(wanted.key) === drawing) this.#drawing.delete(wanted.key);
    };
    drawing.page.then(over, over);
    return drawing;
  }

  async #draw(wanted: WantedPage, request: IncomingMessage): Promise<PackedPage | Drawn> {
    const [began, beganAt, at] = [this.#news.last(), performance.now(), now()];
    const from = {
      id: String(request.headers[stamped.id] ?? ''),
      address: String(request.headers[stamped.address] ?? ''),
    };
    const drawn = await atReplica(() => drawApart(this.#pages, wanted, from));
    if (!isToBeKept(drawn)) return drawn;
    const turnsInMs = turnOf(drawn, at) - at.getTime();
    const good = (mostMs: number) => beganAt + Math.min(mostMs, turnsInMs);
    const of = {
      shows: (drawn.headers.get(keptPageHeaders.shows) ?? '').split(' '),
      beganAt,
      https: wanted.origin.protocol === 'https',
    };
    const goodUntil = good(this.#round ? longestMs - aheadMs : longestMs);
    const page = new PackedPage(drawn, { ...of, goodUntil });
    if (!this.#news.hears() || this.#news.movedSince(page.shows, began)) return page;
    if (this.#shelf.lying(wanted.key)) this.#hand(wanted.key, drawn, { ...of, goodUntil: good(longestMs) });
    this.#shelf.put(wanted.key, page);
    return page;
  }

  /** A page that was asked for before is given to the processes beside this one. */
  #hand(key: string, drawn: Drawn, { beganAt, goodUntil, ...of }: PageFacts): void {
    const times = { beganAt: onTheMachine(beganAt), goodUntil: onTheMachine(goodUntil) };
    this.#round?.hand({ key, drawn, ...of, ...times });
  }

  /** Takes a page that another process drew where an older one lies and nothing it shows is known here to have moved since it was begun. */
  #take({ key, drawn, shows, https, ...times }: HandedPage): void {
    const [beganAt, goodUntil] = [here(times.beganAt), here(times.goodUntil)];
    const lying = this.#shelf.lying(key);
    if (!lying || lying.beganAt >= beganAt) return;
    if (!this.#news.hears() || this.#news.movedAfter(shows, beganAt)) return;
    this.taken += 1;
    const body = Buffer.from(drawn.body);
    this.#shelf.put(key, new PackedPage({ ...drawn, body }, { shows, beganAt, goodUntil, https }));
  }
}

function sendOnce(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: Drawn,
): void {
  // It was drawn for the cache, which takes pages as they are.
  compressPage(request, response);
  for (const [name, value] of headers) if (!name.startsWith('x-huiyin-')) response.setHeader(name, value);
  response.writeHead(status);
  response.end(request.method === 'HEAD' ? undefined : body);
}

function isToBeKept({ status, headers, setsCookies }: Drawn): boolean {
  const isPage = headers.get('content-type')?.startsWith('text/html') ?? false;
  return status === 200 && isPage && !setsCookies && headers.has(keptPageHeaders.shows);
}

/** When the page would say something else by itself: a clock of it turns, or the day. */
function turnOf({ headers }: Drawn, at: Date): number {
  const until = Number(headers.get(keptPageHeaders.until) ?? Infinity);
  return Math.min(until, endOf(dayOf(at)).getTime());
}
