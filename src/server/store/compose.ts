import { createHash } from 'node:crypto';

/** A statement that is prepared once a connection, under its name. */
export interface Statement {
  name: string;
  text: string;
}

/** A statement with its values. */
export interface Asked {
  statement: Statement;
  values: readonly unknown[];
}

/** Where statements are run. */
export interface Asking {
  rows<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]>;
}

/** Where statements are left to be run, without waiting for them. */
interface Writing {
  write(statement: Statement, values: readonly unknown[]): void;
}

/** Registers a value and returns its placeholder. */
export type Bind = (value: unknown) => string;

/** One part of a statement: a CTE by name, or the closing select. */
export type Part = (bind: Bind) => string;

const names = new Map<string, string>();

/** Runs several writes as one statement (one round trip, prepared once): CTEs in order, then the closing select. */
export async function runComposed<Row>(
  at: Asking,
  ctes: readonly NamedPart[],
  closing: Part,
): Promise<Row[]> {
  const { statement, values } = composed(ctes, closing);
  return at.rows<Row>(statement, values);
}

/** The same without waiting for it: the transaction fails where it fails. */
export function writeComposed(at: Writing, ctes: readonly NamedPart[], closing: Part): void {
  const { statement, values } = composed(ctes, closing);
  at.write(statement, values);
}

type NamedPart = [name: string, part: Part];

function composed(ctes: readonly NamedPart[], closing: Part): Asked {
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const withs = ctes.map(([name, part]) => `${name} as (${part(bind)})`);
  return { statement: named(`with ${withs.join(', ')} ${closing(bind)}`), values };
}

/** A prepared statement's name is made of its text, so that the same text is parsed once a connection. */
export function named(text: string): Statement {
  let name = names.get(text);
  if (!name) {
    name = createHash('sha256').update(text).digest('base64url').slice(0, 32);
    names.set(text, name);
  }
  return { name, text };
}

/** Bytes as the database reads them inside JSON. */
export function asHex(bytes: Buffer): string {
  return `\\x${bytes.toString('hex')}`;
}
