import fs from 'node:fs';

/** One wrong environment variable: which, what is wrong with it, what to do. Never holds the value of a secret. */
export type ConfigProblem = { variable: string; problem: string; remedy: string };

/** Every wrong environment variable at once, in words for the person who starts the program. */
export class ConfigError extends Error {
  readonly problems: ConfigProblem[];

  constructor(problems: ConfigProblem[]) {
    const lines = problems.map(({ variable, problem, remedy }) => `  ${variable}: ${problem}. ${remedy}`);
    super(`The configuration is wrong:\n${lines.join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** Reads environment variables one by one and collects what is wrong instead of stopping at the first. */
export class EnvReader {
  readonly problems: ConfigProblem[] = [];
  readonly #env: NodeJS.ProcessEnv;

  constructor(env: NodeJS.ProcessEnv) {
    this.#env = env;
  }

  /** The value without surrounding blanks; an empty one counts as not set. */
  text(variable: string): string | null {
    return this.#env[variable]?.trim() || null;
  }

  /** Notes a problem; the reading goes on. */
  wrong(variable: string, problem: string, remedy: string): void {
    this.problems.push({ variable, problem, remedy });
  }

  integer(variable: string, fallback: number, [from, to]: [number, number]): number {
    const raw = this.text(variable);
    if (raw === null) return fallback;
    const value = /^\d+$/.test(raw) ? Number(raw) : Number.NaN;
    if (value >= from && value <= to) return value;
    this.wrong(
      variable,
      `"${raw}" is not a whole number from ${from} to ${to}`,
      `Leave it out for ${fallback}.`,
    );
    return fallback;
  }

  choice<T extends string>(variable: string, fallback: T, allowed: readonly T[]): T {
    const raw = this.text(variable);
    const found = allowed.find((each) => each === raw);
    if (raw === null || found !== undefined) return found ?? fallback;
    this.wrong(variable, `"${raw}" is not known`, `Use one of: ${allowed.join(', ')}.`);
    return fallback;
  }

  /** An http or https address; never printed when it is wrong, since it may carry a password. */
  webAddress(variable: string): URL | null {
    const raw = this.text(variable);
    if (raw === null) return null;
    const url = URL.canParse(raw) ? new URL(raw) : null;
    if (url && /^https?:$/.test(url.protocol) && url.hostname) return url;
    this.wrong(variable, 'is not a web address', 'Write it whole, as in https://board.example.org.');
    return null;
  }

  /** A PostgreSQL connection string; never printed, since it carries a password. */
  databaseUrl(variable: string): string | null {
    const raw = this.text(variable);
    if (raw === null) return null;
    if (URL.canParse(raw) && /^postgres(ql)?:$/.test(new URL(raw).protocol)) return raw;
    this.wrong(
      variable,
      'is not a PostgreSQL address',
      'Write it as postgresql://user:password@host:5432/huiyin.',
    );
    return null;
  }

  /** The secret that lies in a file which its owner alone may read; empty where it is wrong. */
  secretFile(variable: string): string {
    const file = this.text(variable);
    if (!file) {
      this.wrong(variable, 'is not set', 'Give the file that holds the secret of this site.');
      return '';
    }
    try {
      const secret = fs.readFileSync(file, 'utf8').trim();
      if (secret !== '' && !isShared(file)) return secret;
      const remedy = secret === '' ? 'Write the secret into it.' : 'Keep it to yourself: chmod 600.';
      this.wrong(variable, secret === '' ? 'is empty' : 'may be read by others', remedy);
    } catch {
      this.wrong(variable, 'cannot be read', 'Give the path of a file that this program may read.');
    }
    return '';
  }

  /** Throws everything found wrong, or returns quietly. */
  finish(): void {
    if (this.problems.length > 0) throw new ConfigError(this.problems);
  }
}

function isShared(file: string): boolean {
  // Windows keeps no such bits.
  return process.platform !== 'win32' && (fs.statSync(file).mode & 0o077) !== 0;
}
