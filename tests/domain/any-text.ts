import fc from 'fast-check';

/** Any string at all, halves of surrogate pairs and unassigned characters included; cheap to make. */
export const anyText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.nat(0xff), fc.nat(0xffff), fc.nat(0x10ffff), fc.integer({ min: 0x4e00, max: 0x9fff })), {
    maxLength: 80,
  })
  .map((points) => String.fromCodePoint(...points));
