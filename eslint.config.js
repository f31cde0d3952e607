// Rules that carry the design (docs/architecture.md): typed throughout, promises never dropped, and nothing from the
// inspected page is ever run or put into the document as markup.
import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const TYPESCRIPT = ['**/*.ts', '**/*.tsx'];

/** Syntax that turns text into code or markup. The page is hostile: see rule 5 of docs/architecture.md. */
const UNSAFE_SYNTAX = [
  {
    selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML)$/]',
    message: 'Render text: what comes from the page must never become markup.',
  },
  {
    selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]',
    message: 'Render text: what comes from the page must never become markup.',
  },
  {
    selector: 'CallExpression[callee.object.name="document"][callee.property.name=/^(write|writeln)$/]',
    message: 'Render text: what comes from the page must never become markup.',
  },
  { selector: 'CallExpression[callee.name="eval"]', message: 'Text must never become code.' },
  { selector: 'NewExpression[callee.name="Function"]', message: 'Text must never become code.' },
  {
    selector: 'CallExpression[callee.name=/^use(Layout)?Effect$/] > ArrowFunctionExpression[expression=true]',
    message:
      'React takes what an effect returns for its clean-up, and newer browsers return promises where the types say nothing (scrollIntoView): use braces.',
  },
];

/** One way to keep what is worked out of a record. */
const OWN_CACHE = {
  selector: 'NewExpression[callee.name="WeakMap"]',
  message: 'Use `derived` (src/lib/derived.ts); where it is something else, say so in a comment.',
};

const FOCUSED_TEST = {
  selector: 'MemberExpression[object.name=/^(test|it|describe|suite)$/][property.name="only"]',
  message: 'A focused test hides all the others.',
};

/** The extension API, only to be used at the edges (the same list as in .dependency-cruiser.cjs). */
const BROWSER_API_GLOBALS = ['chrome', 'browser'].map((name) => ({
  name,
  message: 'Only the edges touch the extension API; everything else runs in Node with nothing mocked.',
}));
const BROWSER_API_FILES = [
  'panel/main.tsx',
  'panel/devtools.ts',
  'src/background/**',
  'src/transport/port-channel.ts',
  'content-script/bridge/**',
];

/** What plain .mjs, .cjs and .js files of this project use of Node. */
const NODE_GLOBALS = Object.fromEntries(
  [
    'AbortSignal',
    'Buffer',
    'URL',
    'clearTimeout',
    'console',
    'fetch',
    'module',
    'performance',
    'process',
    'setTimeout',
  ].map((name) => [name, 'readonly']),
);

export default tseslint.config(
  {
    ignores: [
      'node_modules/',
      'dist/',
      'out/',
      '.venv*/',
      '.cache/',
      'playwright-report/',
      'test/fixtures/',
      'examples/',
    ],
  },
  js.configs.recommended,
  {
    files: TYPESCRIPT,
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Numbers in a template are what a template is for; the rest stays forbidden.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // `() => setX(1)` as a handler reads better than a block.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true },
      ],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      'no-restricted-syntax': ['error', ...UNSAFE_SYNTAX],
      'no-implied-eval': 'off', // replaced by its typed version
      '@typescript-eslint/no-implied-eval': 'error',
      'no-console': 'error',
      eqeqeq: ['error', 'always'],
      // Fields of untrusted JSON in brackets, fields of our own types with a dot: the difference is worth seeing.
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      // Its advice, `!`, is what the strict rules forbid.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      'no-restricted-globals': ['error', ...BROWSER_API_GLOBALS],
    },
  },
  {
    files: BROWSER_API_FILES,
    rules: { 'no-restricted-globals': 'off' },
  },
  {
    files: ['panel/**/*.tsx', 'panel/**/*.ts', 'src/{trace,analysis,lib,words}/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...UNSAFE_SYNTAX, OWN_CACHE] },
  },
  {
    files: ['panel/**/*.tsx', 'panel/**/*.ts'],
    extends: [reactHooks.configs.flat.recommended, jsxA11y.flatConfigs.recommended],
  },
  {
    // A function that is longer has a second subject. Tests and what they share may be lists of cases.
    files: ['{src,content-script,panel,cli,bench}/**/*.{ts,tsx}', 'scripts/**/*.mjs'],
    ignores: ['cli/firefox/**'],
    rules: { 'max-lines-per-function': ['error', { max: 100, skipBlankLines: false, skipComments: false }] },
  },
  {
    // Printing is what a command line does.
    files: [
      'cli/**/*.ts',
      'bench/**/*.ts',
      'test/truth/**/*.ts',
      'test/random/**/*.ts',
      'test/problems/**/*.ts',
      'scripts/**/*.mjs',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['test/**/*.ts', 'test/**/*.tsx'],
    rules: {
      'no-restricted-syntax': ['error', ...UNSAFE_SYNTAX, FOCUSED_TEST],
      // Playwright's fixtures name what they take by destructuring, also when they take nothing.
      'no-empty-pattern': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs', '**/*.js'],
    languageOptions: { globals: NODE_GLOBALS },
    rules: {
      'no-restricted-syntax': ['error', ...UNSAFE_SYNTAX],
      'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
);
