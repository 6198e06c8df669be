import { readKeepingConfig } from '../server/config.ts';
import { moveFiles } from '../server/pictures/move-files.ts';
import { filesAt } from '../server/pictures/picture-files.ts';

// npm run pictures:move: copies the pictures of DATA_DIR into the bucket that S3_… names, and compares every digest.
try {
  const config = readKeepingConfig(process.env, []);
  if (!config.s3) throw new Error('Say where to: set S3_ENDPOINT, S3_BUCKET, S3_KEY_ID and S3_SECRET_FILE.');
  const { put, there } = await moveFiles(config.dataDir, filesAt(config));
  process.stdout.write(
    `Pictures in the bucket: ${put} put now, ${there} were there already. The disk keeps its own.\n`,
  );
} catch (error) {
  process.stderr.write(
    `Not all pictures are in the bucket: ${error instanceof Error ? error.message : 'a fault'}\n`,
  );
  process.exitCode = 1;
}
