/** After so long without use the keys are forgotten. */
const idleMs = 15 * 60_000;
const held = $state<{ identities: string[] }>({ identities: [] });
let timer: ReturnType<typeof setTimeout> | undefined;

/** The private keys that an examiner unlocked: in the memory of this tab alone, until it is locked, idle or closed. */
export const unlocked = {
  get identities(): readonly string[] {
    return held.identities;
  },
  hold(identities: readonly string[]): void {
    held.identities = [...identities];
    unlocked.used();
  },
  used(): void {
    clearTimeout(timer);
    timer = setTimeout(unlocked.lock, idleMs);
  },
  lock(): void {
    clearTimeout(timer);
    held.identities = [];
  },
};
