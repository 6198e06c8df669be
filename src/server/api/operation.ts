import type { Context } from 'hono';
import type { ZodObject, ZodType } from 'zod';
import type { Actor } from '../../domain/actor.ts';
import type { RefusalCode } from '../../domain/refusals.ts';
import type { RequestKind } from '../../domain/request-costs.ts';

/** A request that has come through the door: who calls, and what they gave, in the shape asked for. */
export interface Call<P, Q, B> {
  c: Context;
  actor: Actor;
  path: P;
  query: Q;
  body: B;
  now: Date;
}

/** One operation of the API: its address, who may call, what goes in and comes out, and what it does. */
export interface Operation<P = unknown, Q = unknown, B = unknown> {
  method: 'get' | 'post' | 'put' | 'delete';
  /** With {names} for what varies. */
  path: string;
  /** Its name in clients that are made from the description. */
  id: string;
  room: 'board' | 'citizen' | 'desk' | 'about';
  summary: string;
  description?: string;
  /** Who calls: everybody alike; somebody who may say who they are; somebody who must. */
  caller: 'anybody' | 'known or not' | 'known';
  pace: RequestKind;
  under?: ZodObject & ZodType<P>;
  query?: ZodObject & ZodType<Q>;
  headers?: ZodObject;
  body?: ZodType<B>;
  /** Looks at the request before its body is read. */
  before?: (c: Context, now: Date) => Promise<void>;
  /** Looks at the body before its shape is judged. */
  first?: (raw: Record<string, unknown>) => void;
  answers: Record<number, { description: string; shape?: ZodType; headers?: ZodObject }>;
  /** The refusals of this operation beside those that its shape makes plain. */
  refusals?: readonly RefusalCode[];
  run(call: Call<P, Q, B>): Promise<Response>;
}
