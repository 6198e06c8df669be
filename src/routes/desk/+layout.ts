/** The desk is worked at with the keyboard for eight hours: it ships its scripts, and works without them too. */
export const csr = true;
