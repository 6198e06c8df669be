import { createRequire } from 'node:module';
import type { S3Bucket } from '../../src/server/outside/files/s3-files.ts';
import { throwawayFolder } from './test-server.ts';

interface S3Server {
  run(): Promise<{ port: number }>;
  close(): Promise<void>;
}
type MakeServer = new (options: Record<string, unknown>) => S3Server;

/** A store that speaks S3 on this machine and checks each signature. */
export async function openBucket(): Promise<{ bucket: S3Bucket; close(): Promise<void> }> {
  const S3rver = createRequire(import.meta.url)('@20minutes/s3rver') as MakeServer;
  const server = new S3rver({
    ...{ port: 0, address: '127.0.0.1', silent: true, resetOnClose: true },
    directory: throwawayFolder(),
    configureBuckets: [{ name: 'board-pictures' }],
  });
  const { port } = await server.run();
  const bucket = {
    endpoint: `http://127.0.0.1:${port}`,
    ...{ bucket: 'board-pictures', region: 'us-east-1', keyId: 'S3RVER', secret: 'S3RVER' },
  };
  return { bucket, close: () => server.close() };
}
