/** By this header the server says that a page holds nothing of one person, so that the device may keep it. */
export const keepMark = 'x-keep-offline';

/** How many pages a device keeps; the one opened longest ago goes first. */
export const mostPages = 60;

/** How long words that could not be sent wait on the device. */
export const mostDays = 7;

const never =
  /^\/(desk|mine|clues|write|account|my-data|sign-in|track|settings|pictures|api|offline)(\/|$)|\/(mend|rate|withdraw|follow-up)$/;

/** May a device keep the page at this path at all? Nothing of a person, of staff or of a confidential report may lie there. */
export function isKeepable(pathname: string): boolean {
  return !never.test(pathname);
}
