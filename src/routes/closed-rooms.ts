/** Where programs that wander through the web have nothing to look for: what is one's own, what is written, the desk. */
export const closedRooms = [
  ...['/desk', '/mine', '/my-data', '/account', '/sign-in', '/track'],
  ...['/write', '/settings', '/clues/return', '/api/'],
] as const;

/** Whether an address lies in one of them. */
export function isClosedRoom(path: string): boolean {
  return closedRooms.some((room) => path === room || path.startsWith(room.endsWith('/') ? room : `${room}/`));
}
