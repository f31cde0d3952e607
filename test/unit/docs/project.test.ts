import { describe, expect, it } from 'vitest';

import { readProjectFile } from '../../support/project/project-files';

interface Package {
  readonly version: string;
  readonly engines: { readonly node: string };
}
const { version, engines } = JSON.parse(readProjectFile('package.json')) as Package;

/** A value found in a file, as the first group of a pattern. */
const stated = (file: string, pattern: RegExp): string | undefined => pattern.exec(readProjectFile(file))?.[1];

describe('the version', () => {
  it('is the same in the companion package', () => {
    expect(stated('companion/pyproject.toml', /^version = "(.+)"$/m)).toBe(version);
    expect(stated('companion/dash_callback_devtools/__init__.py', /^__version__ = "(.+)"$/m)).toBe(version);
  });

  it('is added to the manifest by the build', () => {
    expect(JSON.parse(readProjectFile('manifest.json'))).not.toHaveProperty('version');
  });

  it('of Node for contributors is one that the package supports', () => {
    expect(engines.node).toBe('>=20.19');
    expect(readProjectFile('.nvmrc').trim()).toBe('20');
  });
});

describe('the changelog', () => {
  it('has a place for the next release', () => {
    expect(readProjectFile('CHANGELOG.md')).toContain('\n## [Unreleased]\n');
  });
});
