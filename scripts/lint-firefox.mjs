// Checks dist/firefox as addons.mozilla.org does. Each warning that remains is explained here; any other is an error.
import linter from 'addons-linter';

import { inProject } from './setup/paths.mjs';
import { runCommand } from './setup/plain-error.mjs';

/** Warnings that stay, by code and file, and why; the number of each is part of it. */
const EXPLAINED = [
  {
    code: 'UNSAFE_VAR_ASSIGNMENT',
    file: /^assets\/panel-[\w-]+\.js$/,
    times: 4,
    why: 'React DOM (dangerouslySetInnerHTML) and d3-selection (html()) can set innerHTML; the panel uses neither, which ESLint makes sure of.',
  },
];

await runCommand(async () => {
  const { errors, warnings, notices } = await linter
    .createInstance({
      config: { _: [inProject('dist', 'firefox')], logLevel: 'fatal', output: 'none', selfHosted: false },
      runAsBinary: false,
    })
    .run();
  const left = [...errors, ...warnings, ...notices];
  const unexplained = [];
  for (const { code, file, times, why } of EXPLAINED) {
    const found = left.filter((message) => message.code === code && file.test(message.file ?? ''));
    for (const message of found) left.splice(left.indexOf(message), 1);
    if (found.length === times) console.log(`${code} ×${times}, explained: ${why}`);
    else unexplained.push(`${code}: ${found.length} times, and ${times} are explained in scripts/lint-firefox.mjs`);
  }
  unexplained.push(...left.map(({ code, file, line, message }) => `${code} ${file ?? ''}:${line ?? ''} ${message}`));
  for (const text of unexplained) console.error(text);
  return unexplained.length === 0 ? 0 : 1;
});
