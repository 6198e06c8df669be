import type { EnvReader } from './env-reader.ts';
import { isLoopback } from './read-oidc.ts';

/** Reads the address of the database's replica from the environment; null where there is none. */
export function readReplica(reader: EnvReader, follows: boolean): string | null {
  const url = reader.databaseUrl('DATABASE_URL_REPLICA');
  if (url && !follows)
    reader.wrong('DATABASE_URL_REPLICA', 'is set without DATABASE_URL', 'Give the database that it follows.');
  return url;
}

/** A bucket of a store that speaks S3, and who may use it. */
export interface S3Config {
  endpoint: string;
  bucket: string;
  region: string;
  keyId: string;
  secret: string;
}

const variables = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_KEY_ID', 'S3_SECRET_FILE'] as const;

/** Reads where pictures lie from the environment; null: on the disk. Half a setting is none. */
export function readS3(reader: EnvReader): S3Config | null {
  if ([...variables, 'S3_REGION'].every((each) => reader.text(each) === null)) return null;
  for (const each of variables.slice(0, 3))
    if (reader.text(each) === null) reader.wrong(each, 'is not set', 'A store of files needs all of S3_….');
  const url = reader.webAddress('S3_ENDPOINT');
  if (url && url.protocol !== 'https:' && !isLoopback(url))
    reader.wrong('S3_ENDPOINT', 'is not https', 'Pictures travel there: give an https address.');
  if (url && (url.pathname !== '/' || url.search !== ''))
    reader.wrong('S3_ENDPOINT', 'has a path', 'Give scheme, host and port; the bucket goes to S3_BUCKET.');
  const bucket = reader.text('S3_BUCKET') ?? '';
  if (bucket && !/^[a-z0-9][a-z0-9.-]{2,62}$/.test(bucket))
    reader.wrong('S3_BUCKET', 'is no name of a bucket', 'Use small letters, digits, dots and hyphens.');
  return {
    endpoint: url?.origin ?? '',
    bucket,
    region: reader.text('S3_REGION') ?? 'us-east-1',
    keyId: reader.text('S3_KEY_ID') ?? '',
    secret: reader.secretFile('S3_SECRET_FILE'),
  };
}
