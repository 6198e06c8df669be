/** The shape of the staged form; a page of another shape, left open over an update, is asked to send again. */
export const formVersion = '1';
