import type { Finding } from '../../src/analysis/problems/rules';
import { FINDING_GROUPS, type FindingGroup } from '../../src/analysis/problems/finding';
import { FINDING_GROUP_TITLES } from '../../src/words/en/findings';
import { describeFinding, groupOfFinding } from '../../src/words/findings';
import { plainText, type Names } from '../../src/words/plain';

export interface ProblemGroup {
  readonly group: FindingGroup;
  readonly title: string;
  readonly findings: readonly Finding[];
}

export interface ProblemGroups {
  /** Groups with at least one finding, in their fixed order. */
  readonly groups: readonly ProblemGroup[];
  readonly muted: readonly Finding[];
}

/**
 * @param muted ids of findings that are shown apart
 * @param words only findings that have all of them
 */
export function toProblemGroups(
  findings: readonly Finding[],
  muted: readonly string[],
  words: readonly string[],
  names: Names,
): ProblemGroups {
  const fitting = findings.filter((finding) => words.every((word) => textOf(finding, names).includes(word)));
  const open = fitting.filter(({ id }) => !muted.includes(id));
  return {
    groups: FINDING_GROUPS.map((group) => ({
      group,
      title: FINDING_GROUP_TITLES[group],
      findings: open.filter((finding) => groupOfFinding(finding) === group),
    })).filter((group) => group.findings.length > 0),
    muted: fitting.filter(({ id }) => muted.includes(id)),
  };
}

function textOf(finding: Finding, names: Names): string {
  const { title, sentence } = describeFinding(finding);
  return [title, plainText(sentence, names), ...finding.callbacks].join('\n').toLowerCase();
}
