import path from 'node:path';
import { parseArgs } from 'node:util';

import { PlainError } from '../scripts/setup/plain-error.mjs';

export interface StartArguments {
  readonly help: boolean;
  /** A person's own app; `null` for the demo. */
  readonly url: string | null;
  readonly headless: boolean;
}

export interface RecordArguments {
  readonly help: boolean;
  readonly url: string;
  /** Module whose default export drives the page. */
  readonly actions: string | null;
  /** How long to go on recording after the actions. */
  readonly seconds: number;
  readonly out: string;
}

export const START_HELP = `Usage: npm start [-- OPTIONS]

Opens the demo app in Chromium, with the extension loaded and DevTools open on its panel.

  --url URL     open your own running Dash app instead of the demo
  --headless    no window: play a tour of the demo, write out/demo.png and out/demo.trace.json
                (what happens by itself where there is no display)
  --help        this text

CHROME_PATH names the Chromium to use.`;

export const RECORD_HELP = `Usage: npm run record -- URL [OPTIONS] --out FILE

Records the callbacks of a running Dash app without a window and writes a trace file.

  --out FILE            where to write the trace (JSON)
  --actions STEPS.mjs   a module with \`export default async (page) => { … }\`; page is Playwright's page of the app
  --seconds N           go on recording for N seconds after that (default 0)
  --help                this text`;

/** Reads an address as a person types it: `localhost:8050` means http. */
export function parseUrl(text: string): string {
  const withScheme = /^https?:\/\//i.test(text) ? text : `http://${text}`;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text) && withScheme !== text) {
    throw new PlainError(`${text} is not an address of a web page: it has to begin with http:// or https://.`);
  }
  try {
    return new URL(withScheme).href;
  } catch {
    throw new PlainError(`${text} is not an address of a web page.`);
  }
}

/** Runs `parseArgs` and turns its complaint into one line that says where to look. */
function parsed<T>(parse: () => T, command: string): T {
  try {
    return parse();
  } catch (error) {
    const message = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new PlainError(`${message ?? ''}. See: npm ${command} -- --help`);
  }
}

export function parseStartArguments(args: readonly string[]): StartArguments {
  const { values } = parsed(
    () =>
      parseArgs({
        args: [...args],
        options: { url: { type: 'string' }, headless: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
      }),
    'start',
  );
  return {
    help: values.help ?? false,
    url: values.url === undefined ? null : parseUrl(values.url),
    headless: values.headless ?? false,
  };
}

export function parseRecordArguments(args: readonly string[]): RecordArguments {
  const { values, positionals } = parsed(
    () =>
      parseArgs({
        args: [...args],
        allowPositionals: true,
        options: {
          actions: { type: 'string' },
          seconds: { type: 'string' },
          out: { type: 'string' },
          help: { type: 'boolean', short: 'h' },
        },
      }),
    'run record',
  );
  const help = values.help ?? false;
  const seconds = Number(values.seconds ?? 0);
  if (!help) {
    const complaint = complaintAbout(positionals, values.out, seconds);
    if (complaint !== null) throw new PlainError(`${complaint} See: npm run record -- --help`);
  }
  return {
    help,
    url: help ? '' : parseUrl(positionals[0] ?? ''),
    actions: values.actions ?? null,
    seconds,
    // npm runs us in the project; the person's path counts from where they are.
    out: path.resolve(process.env['INIT_CWD'] ?? process.cwd(), values.out ?? ''),
  };
}

function complaintAbout(positionals: readonly string[], out: string | undefined, seconds: number): string | null {
  if (positionals.length === 0) return 'Which app? Give its URL.';
  if (positionals.length > 1) return `One URL at a time, not also ${positionals[1] ?? ''}.`;
  if (out === undefined || out === '') return 'Where to? Give --out FILE.';
  if (!Number.isFinite(seconds) || seconds < 0) return '--seconds is a number of seconds, 0 or more.';
  return null;
}
