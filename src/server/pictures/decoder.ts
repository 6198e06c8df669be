import { fork, type ChildProcess } from 'node:child_process';
import { Refusal } from '../../domain/refusal.ts';
import { pictureLimits } from './limits.ts';
import type { Look } from './look-at.ts';
import type { Redrawn } from './redraw.ts';

/** What a decoder is asked: first to look at a picture, then to draw the one it looked at; or to clean a pdf. */
export type Question = { ask: 'look' | 'pdf'; bytes: Buffer } | { ask: 'draw' };

/** What a decoder answers. */
export type Answer =
  | { ready: true }
  | { look: Look }
  | { drawn: Redrawn }
  | { pdf: Buffer | null }
  | { refusal: { code: Refusal['code']; with: Refusal['with']; detail: string | undefined } }
  | { fault: string };

/**
 * A decoder in a process of its own: a picture that brings it down or stalls it takes nothing else with it, and
 * the memory of a large one goes back to the machine.
 */
export class Decoder {
  readonly #child: ChildProcess;
  #settle: ((given: Answer) => void) | null = null;
  #rest: NodeJS.Timeout | undefined;
  #ready = false;

  constructor(script: URL) {
    this.#child = fork(script, {
      // No address, password or key of the parent's environment; few arenas, so that freed memory is given back.
      env: { MALLOC_ARENA_MAX: '2' },
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.#child.on('message', (given: Answer) => {
      if ('ready' in given) this.#ready = true;
      else this.#settle?.(given);
    });
    this.#child.on('error', (error) => this.#ended(String(error)));
    this.#child.on('exit', (code, signal) => this.#ended(String(signal ?? code)));
  }

  get alive(): boolean {
    return this.#child.connected;
  }

  async look(bytes: Buffer): Promise<Look> {
    const given = await this.#ask({ ask: 'look', bytes });
    if ('look' in given) return given.look;
    throw new Error('a decoder answered another question');
  }

  async draw(): Promise<Redrawn> {
    const given = await this.#ask({ ask: 'draw' });
    if ('drawn' in given) return given.drawn;
    throw new Error('a decoder answered another question');
  }

  /** Null where it cannot be cleaned. */
  async cleanPdf(bytes: Buffer): Promise<Buffer | null> {
    const given = await this.#ask({ ask: 'pdf', bytes });
    if ('pdf' in given) return given.pdf;
    throw new Error('a decoder answered another question');
  }

  /** Nothing to do for now: it holds nobody back from ending, and ends itself after a while. */
  rest(): void {
    this.#child.unref();
    this.#child.channel?.unref();
    this.#rest = setTimeout(() => this.retire(), pictureLimits.decoderRestMs).unref();
  }

  retire(): void {
    clearTimeout(this.#rest);
    this.#child.kill('SIGKILL');
  }

  /** A decoder that had begun was brought down by the picture; one that never began is our own fault. */
  #ended(why: string): void {
    if (!this.#ready) this.#settle?.({ fault: `a decoder did not start: ${why}` });
    else
      this.#settle?.({ refusal: { code: 'broken-picture', with: {}, detail: `the decoder ended: ${why}` } });
  }

  async #ask(question: Question): Promise<Answer> {
    clearTimeout(this.#rest);
    this.#child.ref();
    this.#child.channel?.ref();
    const { promise, resolve } = Promise.withResolvers<Answer>();
    this.#settle = resolve;
    // Not every decoder can be stopped from inside; this one can be stopped from outside.
    const limit = setTimeout(() => this.retire(), pictureLimits.decodeSeconds * 1500);
    this.#child.send(question, (error) => error && this.#ended(String(error)));
    const given = await promise;
    clearTimeout(limit);
    this.#settle = null;
    if ('refusal' in given) throw new Refusal(given.refusal.code, given.refusal);
    if ('fault' in given) throw new Error(given.fault);
    return given;
  }
}
