/**
 * Where programs that wander through the web have nothing to look for: what is one's own, what is being written, the desk. The
 * first page of writing is found: who asks a search engine how to write to a leader is to come by it.
 */
export const closedRooms = [
  ...['/desk', '/mine', '/my-data', '/account', '/sign-in', '/track'],
  ...['/write/', '/settings', '/clues/return', '/api/'],
] as const;

/** Whether an address lies in one of them. */
export function isClosedRoom(path: string): boolean {
  return closedRooms.some((room) => path === room || path.startsWith(room.endsWith('/') ? room : `${room}/`));
}
