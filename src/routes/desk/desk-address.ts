import { safeBack } from '#ui/safe-back.ts';

/** Where somebody wanted to go on the desk; its first room for anything else, and for the door itself. */
export function deskAddress(wanted: string | null): string {
  const back = safeBack(wanted);
  return /^\/desk(\/|$|\?)/.test(back) && !/^\/desk\/sign-/.test(back) ? back : '/desk';
}

/** The way in, which knows where it is to lead. */
export function wayIn(back: string): string {
  return back === '/desk' ? '/desk/sign-in/on' : `/desk/sign-in/on?back=${encodeURIComponent(back)}`;
}
