/** Data that everybody may download, for their facts. */
interface Dataset {
  name: string;
  description: string;
  address: string;
  licence: string;
  /** The day on which the files were made; left out while there are none. */
  builtOn?: string | undefined;
  files: readonly { address: string; type: string }[];
}

/** A data set with its files in the words of schema.org. */
export function datasetFacts({ name, description, address, licence, builtOn, files }: Dataset): object {
  return {
    '@context': 'https://schema.org',
    '@type': 'Dataset',
    ...{ name, description, url: address, license: licence, isAccessibleForFree: true },
    ...(builtOn !== undefined && { dateModified: builtOn }),
    distribution: files.map((file) => ({
      '@type': 'DataDownload',
      contentUrl: file.address,
      encodingFormat: file.type,
    })),
  };
}
