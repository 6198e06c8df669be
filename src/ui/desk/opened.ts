/** The attributes of a details element that the server wants open; otherwise none, so that what a reader opened before the scripts came stays open. */
export function opened(wanted: boolean): { open?: true } {
  return wanted ? { open: true } : {};
}
