import type pg from 'pg';

/** A node of a plan as `explain (format json)` tells it. */
interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  'Shared Hit Blocks'?: number;
  'Shared Read Blocks'?: number;
  Plans?: PlanNode[];
}

/** What one query did. */
export interface PlanFound {
  ms: number;
  /** Pages of 8 kB that were touched. */
  buffers: number;
  /** Rows that were fetched from tables and indexes, shown or not. */
  rowsRead: number;
  /** Node types with their tables or indexes, each once. */
  nodes: string[];
  /** Sequential scans and sorts over more rows than `big`. */
  faults: string[];
}

const big = 10_000;
const runs = 5;

/** Runs a query several times and says by which plan, how long (the median) and over how many rows. */
export async function readPlan(
  client: pg.Client,
  text: string,
  values: readonly unknown[],
): Promise<PlanFound> {
  const found: PlanFound[] = [];
  for (let n = 0; n < runs; n += 1) {
    const { rows } = await client.query(`explain (analyze, buffers, timing off, format json) ${text}`, [
      ...values,
    ]);
    const [{ Plan: plan, 'Execution Time': ms }] = (
      rows[0] as { 'QUERY PLAN': [{ Plan: PlanNode; 'Execution Time': number }] }
    )['QUERY PLAN'];
    found.push(summary(plan, ms));
  }
  return found.toSorted((a, b) => a.ms - b.ms)[Math.floor(runs / 2)] as PlanFound;
}

function summary(plan: PlanNode, ms: number): PlanFound {
  const nodes = new Set<string>();
  const faults: string[] = [];
  let rowsRead = 0;
  for (const node of walk(plan)) {
    const rows = rowsOf(node);
    const { 'Node Type': type, 'Relation Name': table, 'Index Name': index } = node;
    nodes.add([type, index ?? table].filter(Boolean).join(' '));
    if (/Scan/.test(type) && (table || index) && type !== 'Bitmap Index Scan') rowsRead += rows;
    if (type === 'Seq Scan' && rows > big) faults.push(`reads all of ${table} (${rows} rows)`);
    if (/Sort/.test(type) && sortedRows(node) > big) faults.push(`sorts ${sortedRows(node)} rows`);
  }
  const buffers = (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);
  return { ms, buffers, rowsRead, nodes: [...nodes], faults };
}

function* walk(node: PlanNode): Generator<PlanNode> {
  yield node;
  for (const child of node.Plans ?? []) yield* walk(child);
}

function rowsOf(node: PlanNode): number {
  const dropped = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
  return Math.round((node['Actual Rows'] + dropped) * node['Actual Loops']);
}

function sortedRows(node: PlanNode): number {
  return node.Plans?.[0] ? rowsOf(node.Plans[0]) : 0;
}
