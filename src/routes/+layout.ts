/** Pages are plain HTML and forms; no script is shipped with them. The desk turns it on for itself. */
export const csr = false;
