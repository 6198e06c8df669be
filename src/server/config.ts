import path from 'node:path';
import { usualMostADay } from '../domain/message.ts';
import { floodAccounts } from '../domain/floods/flood.ts';
import { ConfigError, EnvReader } from './env-reader.ts';
import { readClamd } from './read-clamd.ts';
import { readBreached } from './read-breached.ts';
import { type MetricsConfig, readMetrics } from './read-metrics.ts';
import { type OidcConfig, readOidc } from './read-oidc.ts';
import { type PushConfig, readPush } from './read-push.ts';
import { readReplica, readS3, type S3Config } from './read-store.ts';
import { readWechat, type WechatConfig } from './read-wechat.ts';

/** The addresses of the database, one per role; null where this process was not given one. */
export type DatabaseUrls = {
  app: string;
  owner: string | null;
  private: string | null;
  retention: string | null;
  backup: string | null;
};

/** How text messages leave the house: shown on the page (laptop only) or through an HTTP gateway. */
export type SmsConfig =
  | { kind: 'fake' }
  /** replies: whether the gateway brings back what people answer. */
  | { kind: 'http'; url: string; key: string; template: string | null; replies: boolean };

/** Everything the environment decides, read once at the start of a process. */
export type Config = {
  /** embedded: the program runs its own PostgreSQL; external: DATABASE_URL names one. */
  mode: 'embedded' | 'external';
  host: string;
  port: number;
  /** Scheme, host and port under which people reach the site, without a slash at the end. */
  publicUrl: string;
  /** How many trusted proxies stand in front; 0 means that forwarding headers are ignored. */
  proxyHops: number;
  dataDir: string;
  /** Null only in embedded mode before the embedded server runs. */
  database: DatabaseUrls | null;
  keyFile: string;
  sms: SmsConfig;
  logLevel: LogLevel;
  /** How many web processes and workers `npm run web` and `npm run worker` start. */
  processes: { web: number; workers: number };
  /** How many megabytes of public pages a web process keeps; 0: none. */
  pageCacheMb: number;
  /** A streaming replica of the database, as the app role; null: none. */
  replica: string | null;
  /** The store in which pictures lie; null: the disk. */
  s3: S3Config | null;
  /** Where this process tells whoever watches it how it is; null: nowhere. */
  metrics: MetricsConfig | null;
  /** Whether one address may only ask so often; off by default on a laptop, where everybody has the same. */
  rateLimit: 'on' | 'off';
  /** How many messages one account may send in 24 hours; counted where rateLimit is on. */
  dailyMessages: number;
  /** Whether whoever asks for a code or sends has to show that they are a person: when the costs run high, always, or never. */
  humanProof: 'auto' | 'always' | 'never';
  /** From how many accounts near-equal texts are a flood. */
  floodAccounts: number;
  /** What lets staff in: password and second factor, or (on a laptop, by default) a one-time link alone. */
  staffEntry: 'full' | 'link';
  /** The provider by which staff may enter as well; null: none. */
  oidc: OidcConfig | null;
  /** The virus scanner that looks through uploads (ClamAV's daemon): a socket or a port of this machine; null: none. */
  clamd: { path: string } | { host: string; port: number } | null;
  /** The list of breached passwords, SHA-1 ordered by hash, that new ones of staff must not be in; null: none. */
  breachedPasswords: string | null;
  /** The way in by WeChat for citizens; null: none. */
  wechat: WechatConfig | null;
  /** Push to the devices of citizens; null: none. */
  push: PushConfig | null;
};

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

const urlVariables = {
  app: 'DATABASE_URL',
  owner: 'DATABASE_URL_OWNER',
  private: 'DATABASE_URL_PRIVATE',
  retention: 'DATABASE_URL_RETENTION',
  backup: 'DATABASE_URL_BACKUP',
} as const;

/** Reads the environment; throws one ConfigError that lists every wrong value. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const reader = new EnvReader(env);
  const dataDir = readDataDir(reader);
  const database = readDatabase(reader);
  const mode = database ? 'external' : 'embedded';
  const host = reader.text('HOST') ?? '127.0.0.1';
  const port = reader.integer('PORT', 8080, [0, 65535]);
  const publicUrl = readPublicUrl(reader, mode, host, port);
  const config: Config = {
    ...{ mode, host, port, publicUrl },
    proxyHops: reader.integer('PROXY_HOPS', 0, [0, 5]),
    dataDir,
    database,
    keyFile: readKeyFile(reader, mode, dataDir),
    sms: readSms(reader, mode),
    logLevel: reader.choice('LOG_LEVEL', 'info', logLevels),
    processes: {
      web: reader.integer('WEB_PROCESSES', 1, [1, 64]),
      workers: reader.integer('WORKERS', 1, [1, 64]),
    },
    pageCacheMb: reader.integer('PAGE_CACHE_MB', 64, [0, 4096]),
    metrics: readMetrics(reader),
    s3: readS3(reader),
    replica: readReplica(reader, database !== null),
    rateLimit: reader.choice('RATE_LIMIT', mode === 'embedded' ? 'off' : 'on', ['on', 'off']),
    dailyMessages: reader.integer('DAILY_MESSAGES', usualMostADay, [1, 1000]),
    humanProof: reader.choice('HUMAN_PROOF', 'auto', ['auto', 'always', 'never']),
    floodAccounts: reader.integer('FLOOD_ACCOUNTS', floodAccounts, [2, 1000]),
    staffEntry: reader.choice('STAFF_ENTRY', mode === 'embedded' ? 'link' : 'full', ['full', 'link']),
    oidc: readOidc(reader),
    clamd: readClamd(reader),
    breachedPasswords: readBreached(reader),
    wechat: readWechat(reader, mode),
    push: readPush(reader, publicUrl),
  };
  reader.finish();
  return config;
}

/** What `npm run migrate` needs: only the addresses, so that it may run without the keys of the web process. */
export function readMigrationConfig(
  env: NodeJS.ProcessEnv,
): Pick<Config, 'mode' | 'dataDir'> & { urls: Partial<Record<keyof DatabaseUrls, string>> } {
  const reader = new EnvReader(env);
  const dataDir = readDataDir(reader);
  const urls = readGivenUrls(reader);
  const mode = Object.keys(urls).length > 0 ? 'external' : 'embedded';
  if (mode === 'external' && !urls.owner) {
    reader.wrong('DATABASE_URL_OWNER', 'is not set', 'Migrations run as the owner: give its address.');
  }
  reader.finish();
  return { mode, dataDir, urls };
}

/** What saving and restoring need: the data folder, the keys where they lie here, and the addresses of these roles. */
export function readKeepingConfig(
  env: NodeJS.ProcessEnv,
  needed: readonly (keyof DatabaseUrls)[],
): Pick<Config, 'mode' | 'dataDir' | 's3'> & {
  keyFile: string | null;
  urls: Partial<Record<keyof DatabaseUrls, string>>;
} {
  const reader = new EnvReader(env);
  const dataDir = readDataDir(reader);
  const urls = readGivenUrls(reader);
  const mode = Object.keys(urls).length > 0 ? 'external' : 'embedded';
  for (const role of mode === 'external' ? needed : [])
    if (!urls[role])
      reader.wrong(urlVariables[role], 'is not set', `Give the address for the role huiyin_${role}.`);
  const keyFile = reader.text('KEY_FILE') ?? (mode === 'embedded' ? path.join(dataDir, 'keys.json') : null);
  const s3 = readS3(reader);
  reader.finish();
  return { mode, dataDir, s3, keyFile: keyFile && path.resolve(keyFile), urls };
}

function readGivenUrls(reader: EnvReader): Partial<Record<keyof DatabaseUrls, string>> {
  const entries = Object.entries(urlVariables).map(
    ([role, name]) => [role, reader.databaseUrl(name)] as const,
  );
  return Object.fromEntries(entries.filter(([, url]) => url));
}

/** The address for one role, or a ConfigError that names the variable to set. */
export function databaseUrl(config: Config, role: keyof DatabaseUrls): string {
  const url = config.database?.[role];
  if (url) return url;
  const remedy = `Give the address for the role huiyin_${role}.`;
  throw new ConfigError([{ variable: urlVariables[role], problem: 'is not set', remedy }]);
}

function readDataDir(reader: EnvReader): string {
  const fallback = process.getuid?.() === 0 ? '/var/lib/huiyin' : './data';
  return path.resolve(reader.text('DATA_DIR') ?? fallback);
}

function readDatabase(reader: EnvReader): DatabaseUrls | null {
  const app = reader.databaseUrl(urlVariables.app);
  const others = {
    owner: reader.databaseUrl(urlVariables.owner),
    private: reader.databaseUrl(urlVariables.private),
    retention: reader.databaseUrl(urlVariables.retention),
    backup: reader.databaseUrl(urlVariables.backup),
  };
  if (app) return { app, ...others };
  const lonely = Object.values(others).some((url) => url !== null);
  if (lonely && !reader.text('DATABASE_URL')) {
    reader.wrong(
      'DATABASE_URL',
      'is not set while another DATABASE_URL_… is',
      'Set it, or leave out all of them.',
    );
  }
  // A wrong address must not turn the program into a demonstration on its own database.
  return reader.text('DATABASE_URL') || lonely ? { app: '', ...others } : null;
}

function readPublicUrl(reader: EnvReader, mode: Config['mode'], host: string, port: number): string {
  const url = reader.webAddress('PUBLIC_URL');
  const alone = url && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url && mode === 'external' && url.protocol !== 'https:' && !alone)
    reader.wrong('PUBLIC_URL', 'has no TLS', 'People send their names and phones: give an https address.');
  if (url && url.pathname === '/' && !url.search && !url.hash) return url.origin;
  if (url) reader.wrong('PUBLIC_URL', 'has a path', 'Give scheme, host and port only.');
  if (mode === 'external' && !reader.text('PUBLIC_URL')) {
    reader.wrong(
      'PUBLIC_URL',
      'is not set',
      'Give the address of the site, as in https://board.example.org.',
    );
  }
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

function readKeyFile(reader: EnvReader, mode: Config['mode'], dataDir: string): string {
  const given = reader.text('KEY_FILE');
  if (mode === 'external' && !given) {
    reader.wrong('KEY_FILE', 'is not set', 'Make one with: npm run keys:create -- FILE');
  }
  return given ? path.resolve(given) : path.join(dataDir, 'keys.json');
}

// What it is sent is somebody's picture, in the clear: it never leaves the machine.
function readSms(reader: EnvReader, mode: Config['mode']): SmsConfig {
  const kind = reader.choice('SMS', mode === 'embedded' ? 'fake' : 'http', ['fake', 'http']);
  if (kind === 'fake') {
    if (mode === 'external') {
      reader.wrong('SMS', 'the fake shows codes to anyone and is refused with DATABASE_URL', 'Set SMS=http.');
    }
    return { kind };
  }
  const url = reader.webAddress('SMS_URL');
  const key = reader.text('SMS_KEY');
  if (!reader.text('SMS_URL')) {
    reader.wrong('SMS_URL', 'is not set', 'Give the address of the SMS gateway.');
  }
  if (!key) reader.wrong('SMS_KEY', 'is not set', 'Give the key of the SMS gateway.');
  const replies = reader.choice('SMS_REPLIES', 'off', ['on', 'off']) === 'on';
  const template = reader.text('SMS_TEMPLATE');
  return { kind, url: url?.href ?? '', key: key ?? '', template, replies };
}
