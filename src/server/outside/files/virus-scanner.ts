/** Looks through what a stranger sent; a scanner that does not answer throws, and nothing is taken unscanned. */
export interface VirusScanner {
  /** The name of what was found; null: nothing. */
  scan(bytes: Buffer): Promise<string | null>;
}
