import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';

import { inProject } from '../../../scripts/setup/paths.mjs';
import type { JsonObject, JsonValue } from '../../../src/lib/json';

/** A pattern's value as the renderer holds it after parsing: wildcards are objects of its own, compared by identity. */
export type RendererId = Readonly<Record<string, unknown>>;

export interface RendererPaths {
  readonly strs: Readonly<Record<string, readonly (string | number)[]>>;
  readonly objs: Readonly<
    Record<string, readonly { readonly values: readonly JsonValue[]; readonly path: readonly (string | number)[] }[]>
  >;
}

/** The parts of Dash's own renderer that decide what a pattern matches. */
export interface DashRenderer {
  /** `dependencies.js`. */
  readonly parseIfWildcard: (id: string) => RendererId;
  readonly stringifyId: (id: RendererId | JsonObject) => string;
  readonly isMultiValued: (dependency: { readonly id: RendererId }) => boolean;
  /** `dependencies_ts.ts`: the ids of a dependency, bound to a reference id when there is one. */
  readonly resolveDeps: (
    refKeys?: readonly string[],
    refVals?: readonly JsonValue[],
    refPatternVals?: readonly unknown[],
  ) => (
    paths: RendererPaths,
  ) => (dependency: { readonly id: RendererId; readonly property: string }) => readonly { readonly id: JsonObject }[];
  /** `paths.js`: where each id is, from a layout, or from one that was changed below `start`. */
  readonly computePaths: (
    layout: unknown,
    start: readonly (string | number)[],
    before: RendererPaths | null,
    events: unknown,
  ) => RendererPaths;
  /** `patch.ts`: applies the patches among `props` to the existing values; throws where one does not fit. */
  readonly parsePatchProps: (props: JsonObject, before: JsonObject) => JsonObject;
}

/** The renderer's development build in the examples' virtual environment, where modules keep their names. */
function findBundle(): string | null {
  const lib = inProject('.venv', 'lib');
  for (const python of existsSync(lib) ? readdirSync(lib) : []) {
    const file = path.join(lib, python, 'site-packages/dash/dash-renderer/build/dash_renderer.dev.js');
    if (existsSync(file)) return file;
  }
  return null;
}

/**
 * Loads modules of Dash's own renderer, without starting it: the reference that our reading of patterns is compared
 * with. What is evaluated is the file that every Dash page runs.
 */
export function loadDashRenderer(): DashRenderer {
  const file = findBundle();
  if (file === null) throw new Error('No dash_renderer.dev.js in .venv: run "npm run setup" first.');
  const text = readFileSync(file, 'utf8');
  // webpack writes its modules, then its loader, then the entry that would start the app.
  const entry = text.indexOf(
    '/************************************************************************/\nvar __webpack_exports__',
  );
  if (entry < 0) throw new Error('dash_renderer.dev.js is built in a way this does not know.');
  const begin = text.indexOf('(function');
  const load = vm.runInNewContext(`${text.slice(begin, entry)}\nreturn __webpack_require__;\n})`, {
    window: {},
    console,
    URL,
  }) as () => (name: string) => object;
  const require = load();
  return {
    ...require('./src/actions/dependencies.js'),
    ...require('./src/actions/dependencies_ts.ts'),
    ...require('./src/actions/paths.js'),
    ...require('./src/actions/patch.ts'),
  } as DashRenderer;
}
