import path from 'node:path';
import { parseArgs } from 'node:util';

import { PlainError } from '../scripts/setup/plain-error.mjs';

const BROWSERS = ['chromium', 'firefox'] as const;
export type BrowserName = (typeof BROWSERS)[number];

export interface StartArguments {
  readonly help: boolean;
  /** The user's own app; `null` for the demo. */
  readonly url: string | null;
  readonly browser: BrowserName;
  readonly headless: boolean;
}

export interface RecordArguments {
  readonly help: boolean;
  readonly url: string;
  /** Path of the module whose default export drives the page. */
  readonly actions: string | null;
  /** How long to keep recording after the actions. */
  readonly seconds: number;
  readonly out: string;
}

export const START_HELP = `Usage: npm start [-- OPTIONS]

Opens the demo app in Chromium, with the extension loaded and DevTools open on its panel.

  --url URL       open your own running Dash app instead of the demo
  --browser NAME  chromium (the default) or firefox
  --headless      no window: play a tour of the demo, write out/demo.png and out/demo.trace.json
                  (the default if there is no display)
  --help          show this text

Set CHROME_PATH to use another Chromium, FIREFOX_PATH to use another Firefox.`;

export const RECORD_HELP = `Usage: npm run record -- URL [OPTIONS] --out FILE

Records the callbacks of a running Dash app without a window and writes a trace file.

  --out FILE            where to write the trace (JSON)
  --actions STEPS.mjs   a module with \`export default async (page) => { … }\`; page is a Playwright page of the app
  --seconds N           keep recording for N seconds after that (default 0)
  --help                show this text`;

/** Parses a URL as users type it: `localhost:8050` means http. */
export function parseUrl(text: string): string {
  const withScheme = /^https?:\/\//i.test(text) ? text : `http://${text}`;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text) && withScheme !== text) {
    throw new PlainError(`${text} is not a web address: it must start with http:// or https://.`);
  }
  try {
    return new URL(withScheme).href;
  } catch {
    throw new PlainError(`${text} is not a web address.`);
  }
}

/** Runs `parseArgs` and turns its error into one line that refers to the help. */
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
        options: {
          url: { type: 'string' },
          browser: { type: 'string' },
          headless: { type: 'boolean' },
          help: { type: 'boolean', short: 'h' },
        },
      }),
    'start',
  );
  const browser = BROWSERS.find((name) => name === (values.browser ?? 'chromium'));
  if (browser === undefined) {
    throw new PlainError(
      `--browser is ${BROWSERS.join(' or ')}, not ${values.browser ?? ''}. See: npm start -- --help`,
    );
  }
  return {
    browser,
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
    // npm runs this in the project's folder; the user's path is relative to their own.
    out: path.resolve(process.env['INIT_CWD'] ?? process.cwd(), values.out ?? ''),
  };
}

function complaintAbout(positionals: readonly string[], out: string | undefined, seconds: number): string | null {
  if (positionals.length === 0) return 'Give the URL of the app.';
  if (positionals.length > 1) return `Give only one URL, not ${positionals[1] ?? ''} as well.`;
  if (out === undefined || out === '') return 'Give the output file with --out FILE.';
  if (!Number.isFinite(seconds) || seconds < 0) return '--seconds must be a number, 0 or more.';
  return null;
}
