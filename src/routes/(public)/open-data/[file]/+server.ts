import { dataPackage } from '#domain/open-data/data-package.ts';
import { openFormats, openLicence, readMonthFile } from '#domain/open-data/open-message.ts';
import { numbersFile } from '#domain/open-data/open-numbers.ts';
import { fileName } from '../file-name.ts';
import { Refusal } from '#domain/refusal.ts';
import { openDataStream } from '#server/pictures/open-data-files.ts';
import { board } from '#server/views/board.ts';
import { openFiles, pieceKeys } from '#server/views/open-data.ts';
import type { RequestHandler } from './$types.ts';

const types = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson' } as const;
const headers = {
  'cache-control': 'public, max-age=600',
  'x-content-type-options': 'nosniff',
  link: `<${openLicence.path}>; rel="license", </open-data/datapackage.json>; rel="describedby"; type="application/json"`,
};

/** A month of the public data as a file, streamed piece by piece; or the description of all files for machines. */
export const GET: RequestHandler = async ({ params }) => {
  if (params.file === 'datapackage.json') return describe();
  const asked = readMonthFile(params.file) ?? readNumbersFile(params.file);
  const pieces = asked ? await pieceKeys(board(), asked) : [];
  if (!asked || pieces.length === 0) throw new Refusal('not-found');
  return new Response(openDataStream(pieces.map(({ key }) => key)), {
    headers: {
      ...headers,
      'content-type': types[asked.format],
      'content-length': String(pieces.reduce((sum, { bytes }) => sum + bytes, 0)),
      'content-disposition': `attachment; filename="${params.file}"`,
    },
  });
};

function readNumbersFile(name: string) {
  const format = openFormats.find((each) => name === numbersFile(each));
  return format && { content: 'numbers' as const, format };
}

async function describe(): Promise<Response> {
  const made = await openFiles(board());
  if (!made) throw new Refusal('not-found');
  const files = made.files.map((file) => ({ ...file, name: fileName(file) }));
  const body = JSON.stringify(dataPackage(files, made.builtOn), null, 2);
  return new Response(body, { headers: { ...headers, 'content-type': 'application/json' } });
}
