// "Who may import whom" of docs/architecture.md. A rule that gets in the way is a question about the design: change it
// there first.

/** The only modules that may use the extension API of the browser. */
const BROWSER_API = [
  '^panel/main\\.tsx$',
  '^panel/(devtools|popup)\\.ts$',
  '^panel/connection/(extension-line|ask-permission)\\.ts$',
  '^src/background/',
  '^src/transport/port-channel\\.ts$',
  '^content-script/bridge/',
];

/** What a view may use besides its own folder. */
const VIEW_ROOMS = 'store|selectors|search|ui|text';
const VIEWS = 'graph|list|inspector|timeline|calls|jobs|patterns|prop-history|problems|states|trace-files';

/** A layer of src/ and everything of the project it may import. */
const onlyImports = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: '^(src|content-script|panel|cli|test|bench|examples|scripts)/', pathNot: [from, ...allowed] },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-dev-dependency-in-product',
      comment: 'What is shipped may only use what is listed as a run-time dependency.',
      severity: 'error',
      from: { path: '^(src|content-script|panel)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },

    onlyImports('lib-stands-alone', '^src/lib/', []),
    onlyImports('dash-needs-lib', '^src/dash/', ['^src/lib/']),
    onlyImports('protocol-needs-dash', '^src/protocol/', ['^src/(lib|dash)/']),
    onlyImports('trace-needs-protocol', '^src/trace/', ['^src/(lib|dash|protocol)/']),
    onlyImports('analysis-needs-trace', '^src/analysis/', ['^src/(lib|dash|protocol|trace)/']),
    onlyImports('words-needs-analysis', '^src/words/', ['^src/(lib|dash|protocol|trace|analysis)/']),
    onlyImports('layout-needs-lib', '^src/layout/', ['^src/lib/']),
    onlyImports('transport-needs-protocol', '^src/transport/', ['^src/(lib|dash|protocol)/']),
    onlyImports('background-needs-transport', '^src/background/', ['^src/(lib|dash|protocol|transport)/']),
    onlyImports('bridge-needs-transport', '^content-script/bridge/', ['^src/(lib|protocol|transport)/']),
    onlyImports('agent-is-small', '^content-script/agent/', [
      '^src/(lib|dash|protocol)/',
      '^src/transport/window-channel\\.ts$',
      // Types cost nothing in the page; the channel's type is next to the channels.
      '^src/transport/channel\\.ts$',
    ]),
    {
      name: 'agent-uses-nothing-from-npm',
      comment: "It runs in other people's pages: small, and nothing in it that we did not write.",
      severity: 'error',
      from: { path: '^content-script/agent/' },
      to: {
        dependencyTypes: [
          'npm',
          'npm-dev',
          'npm-optional',
          'npm-peer',
          'npm-bundled',
          'npm-no-pkg',
          'npm-unknown',
          'core',
        ],
      },
    },
    {
      name: 'agent-reaches-nothing-from-npm',
      comment: 'Nor by way of a module it imports, types apart.',
      severity: 'error',
      from: { path: '^content-script/agent/' },
      to: { path: 'node_modules', reachable: true },
    },

    {
      name: 'views-do-not-meet',
      comment: 'Views share the store, the selectors, ui and text; main.tsx composes them.',
      severity: 'error',
      from: { path: `^panel/(${VIEWS})/` },
      to: { path: '^panel/', pathNot: [`^panel/(${VIEW_ROOMS})/`, '^panel/$1/'] },
    },
    {
      name: 'panel-store-knows-no-view',
      severity: 'error',
      from: { path: '^panel/(store|selectors|search|ui|connection)/' },
      to: { path: `^panel/(${VIEWS}|main\\.tsx)` },
    },
    {
      name: 'ui-knows-no-store',
      comment: 'Building blocks take props.',
      severity: 'error',
      from: { path: '^panel/ui/' },
      to: { path: '^panel/(store|selectors|search|connection)/' },
    },
    {
      name: 'panel-stays-out-of-the-page',
      severity: 'error',
      from: { path: '^panel/' },
      to: { path: '^(content-script|src/background|cli|test|scripts)/' },
    },

    {
      name: 'browser-api-at-the-edges',
      comment: 'Everything else runs in Node with nothing mocked.',
      severity: 'error',
      from: { path: '^(src|content-script|panel|cli)/', pathNot: BROWSER_API },
      to: { path: 'node_modules/(webextension-polyfill|@types/webextension-polyfill|@types/chrome)/' },
    },
    {
      name: 'src-has-no-user-interface',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: 'node_modules/(react|react-dom|@xyflow|zustand)/' },
    },
    {
      name: 'src-needs-no-node',
      comment: 'It runs in a page, a panel, a worker and in Node alike.',
      severity: 'error',
      from: { path: '^(src|content-script|panel)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'cli-needs-src-only',
      severity: 'error',
      from: { path: '^cli/' },
      to: { path: '^(panel|content-script|test|src/background)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      conditionNames: ['import', 'require', 'node', 'types', 'default'],
      exportsFields: ['exports'],
    },
  },
};
