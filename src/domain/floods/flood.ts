import { alikeFrom, alikeness, type Sketch } from './sketch.ts';

/** Near-equal texts from so many accounts within so many hours are a flood; the first can be set. */
export const floodAccounts = 5;
export const floodHours = 72;

/** A text that came before, within the hours, and the group of texts with which it is alike. */
export interface Earlier {
  messageId: number;
  sketch: Sketch;
  groupId: number | null;
}

/** With which of those before it a new text is alike, and which groups that brings together. */
export interface Alike {
  messageIds: number[];
  /** The smallest takes the others in; empty: a new group begins with these. */
  groupIds: number[];
}

/** The texts with which a new one is alike; null: it stands alone. Whether their group is a flood its accounts say, counted over the whole group. */
export function alikeAmong(sketch: Sketch, earlier: readonly Earlier[]): Alike | null {
  const alike = earlier.filter((each) => alikeness(sketch, each.sketch) >= alikeFrom);
  if (alike.length === 0) return null;
  const groupIds = [...new Set(alike.flatMap(({ groupId }) => groupId ?? []))].sort((a, b) => a - b);
  return { messageIds: alike.map(({ messageId }) => messageId), groupIds };
}
