import { execFileSync } from 'node:child_process';

import { inProject } from '../../../scripts/setup/paths.mjs';
import { venvPython } from '../../../scripts/setup/python.mjs';
import type { JsonObject, JsonValue } from '../../../src/lib/json';

/** An output as an app declares it; `["MATCH"]` in an id means `MATCH`. */
export interface AskedOutput {
  readonly id: string | JsonObject;
  readonly property: string;
  readonly duplicate: boolean;
}

export interface Questions {
  /** -> Python's text of each id. */
  readonly ids?: readonly (string | JsonObject)[];
  /** -> the output string of a callback with these outputs, as a list or one alone. */
  readonly outputs?: readonly { readonly outputs: readonly AskedOutput[]; readonly list: boolean }[];
  /** What a callback does to a `Patch`, step by step: method, path, arguments -> what is sent. */
  readonly patches?: readonly (readonly (readonly JsonValue[])[])[];
}

/** Asks Dash's own Python (the newest, in `.venv`); one process answers everything, because importing Dash is slow. */
export function askDash(questions: Questions): { readonly [kind in keyof Questions]: readonly JsonValue[] } {
  const answer = execFileSync(venvPython(), [inProject('test', 'support', 'servers', 'dash_reference.py')], {
    input: JSON.stringify(questions),
    encoding: 'utf8',
    maxBuffer: 1e8,
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
  });
  return JSON.parse(answer) as ReturnType<typeof askDash>;
}
