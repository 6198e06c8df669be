/** What one picture may be, and what the pictures together may cost this process. */
export const pictureLimits = {
  /** Bytes of one uploaded picture: 5 MB. */
  bytes: 5 * 1024 * 1024,
  /** Room for the headers around one picture in a form. */
  envelopeBytes: 16 * 1024,
  pixels: 40_000_000,
  /** No jpeg or webp can be longer; a png of one endless line would cost a gigabyte. */
  longestSide: 65_535,
  /** A jpeg is drawn in at most some twenty passes by any real program; thousands would hold a decoder for minutes. */
  jpegScans: 100,
  /** Longest side as kept, in pixels. */
  side: 2560,
  /** Longest side of the small picture. */
  thumbSide: 480,
  /** A png larger than this once drawn anew is kept as webp. */
  pngBytes: 1_500_000,
  decodesAtOnce: 2,
  decodesWaiting: 32,
  /** From this many pixels on, a picture that cannot be decoded row by row is decoded alone. */
  heavyPixels: 10_000_000,
  decodeSeconds: 20,
  /** A decoder without work ends after this long. */
  decoderRestMs: 30_000,
  uploadsAtOnce: 128,
  /** An upload that is silent for this long is given up. */
  silenceMs: 20_000,
  uploadMs: 180_000,
  unattachedDays: 7,
} as const;
