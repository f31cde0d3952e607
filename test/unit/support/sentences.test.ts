import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { sentencesIn } from '../../support/project/sentences';

const folder = mkdtempSync(path.join(tmpdir(), 'sentences-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('reads the text on the screen, and no code', () => {
  const file = path.join(folder, 'Card.tsx');
  writeFileSync(
    file,
    `import { a } from 'some module here';
// a comment 'with a quote'
const word = 'word', sentence = \`It took \${n === 1 ? 'one step' : \`\${n} steps\`} so far.\`;
export const Card = ({ kind }: { readonly kind: 'a b' }) => (
  <p className="ui-link ui-mono" title={kind === 'job' ? 'Open' : undefined} data-kind="quiet">
    The last
    call {kind === 'job' ? 'Job' : <b>Call</b>} {format(kind, 'number')}
  </p>
);`,
  );
  expect(sentencesIn(file)).toEqual(['It took so far.', 'one step', 'Open', 'The last call', 'Job', 'Call']);
});
