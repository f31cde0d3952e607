import type { Finding } from '../../src/analysis/problems/finding';
import { GROUP_TITLES, RULE_GROUPS, RULE_TEXTS, type RuleGroup } from '../../src/analysis/problems/rule-texts';

export interface ProblemGroup {
  readonly group: RuleGroup;
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
): ProblemGroups {
  const fitting = findings.filter((finding) => words.every((word) => textOf(finding).includes(word)));
  const open = fitting.filter(({ id }) => !muted.includes(id));
  return {
    groups: RULE_GROUPS.map((group) => ({
      group,
      title: GROUP_TITLES[group],
      findings: open.filter(({ rule }) => RULE_TEXTS[rule].group === group),
    })).filter((group) => group.findings.length > 0),
    muted: fitting.filter(({ id }) => muted.includes(id)),
  };
}

const textOf = ({ rule, sentence, callbacks }: Finding): string =>
  [RULE_TEXTS[rule].title, sentence, ...callbacks].join('\n').toLowerCase();
