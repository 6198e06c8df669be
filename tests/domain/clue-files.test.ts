import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  clueFileFaults,
  clueFileLimits,
  clueFileType,
  fileSizeClasses,
  packFile,
  safeFileName,
  unpackFile,
} from '../../src/domain/clues/clue-files.ts';

const heads = {
  jpeg: [0xff, 0xd8, 0xff, 0xe0],
  png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  webp: [...Buffer.from('RIFF....WEBPVP8 ')],
  pdf: [...Buffer.from('%PDF-1.7')],
} as const;

test('An attachment is told by its first bytes, never by its name', () => {
  for (const [type, head] of Object.entries(heads)) expect(clueFileType(new Uint8Array(head))).toBe(type);
  for (const other of ['<svg xmlns=""/>', '<!doctype html>', 'GIF89a', 'MZ', '', 'RIFF....WAVE'])
    expect(clueFileType(new TextEncoder().encode(other))).toBeNull();
});

test('It is filled up to one of five sizes and comes back as it was, under a name that is safe', () => {
  const given = fc.record({
    name: fc.string({ unit: 'binary', maxLength: 300 }),
    bytes: fc.uint8Array({ maxLength: 3000 }),
    type: fc.constantFrom(...(Object.keys(heads) as (keyof typeof heads)[])),
  });
  fc.assert(
    fc.property(given, ({ name, bytes, type }) => {
      const whole = new Uint8Array([...heads[type], ...bytes]);
      const packed = packFile({ name, type, bytes: whole });
      expect(packed?.length).toBe(fileSizeClasses[0]);
      expect(unpackFile(packed!)).toEqual({ name: safeFileName(name, type), type, bytes: whole });
    }),
  );
  const largest = new Uint8Array(clueFileLimits.bytes);
  const name = '长'.repeat(500);
  expect(packFile({ name, type: 'pdf', bytes: largest })?.length).toBe(fileSizeClasses.at(-1));
  expect(packFile({ name, type: 'pdf', bytes: new Uint8Array(clueFileLimits.bytes + 1) })).toBeNull();
  expect(() => unpackFile(new Uint8Array(2000).fill(7))).toThrow();
});

test('A name cannot climb out of its folder, hide its ending or turn its letters round', () => {
  expect(safeFileName('../../etc/passwd', 'pdf')).toBe('passwd.pdf');
  expect(safeFileName('C:\\Users\\张三\\合同.docx.exe', 'jpeg')).toBe('合同.docx.jpg');
  expect(safeFileName('发票\u202egpj.exe', 'png')).toBe('发票gpj.png');
  expect(safeFileName('...', null)).toBe('file.bin');
  expect(safeFileName('a\u0000b\nc', 'webp')).toBe('abc.webp');
});

test('Six files, or one of more than five megabytes, are refused beside the field', () => {
  expect(clueFileFaults([1, 1, 1, 1, 1])).toEqual([]);
  expect(clueFileFaults([1, 1, 1, 1, 1, 1])).toMatchObject([{ field: 'files', code: 'too-many-clue-files' }]);
  expect(clueFileFaults([clueFileLimits.bytes])).toEqual([]);
  expect(clueFileFaults([clueFileLimits.bytes + 1])).toMatchObject([{ code: 'clue-file-too-large' }]);
});
