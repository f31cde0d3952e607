import type { FindingGroup } from '../analysis/problems/finding';
import { RULES, type Finding, type RuleId } from '../analysis/problems/rules';
import { FINDING_TEXTS, type FindingText } from './en/findings';
import type { Text } from './parts';

/** A finding as a person reads it. */
export interface FindingWords {
  readonly title: string;
  readonly sentence: Text;
  readonly why: string;
  readonly fix: string;
  readonly saving: Text | null;
  readonly list: { readonly title: string; readonly items: readonly Text[]; readonly isAll: boolean } | null;
}

export function describeFinding({ rule, params }: Finding): FindingWords {
  // Texts and parameters are listed by the same id.
  const { title, why, fix, sentence, saving, list } = FINDING_TEXTS[rule] as unknown as FindingText<unknown>;
  return {
    title,
    why,
    fix,
    sentence: sentence(params),
    saving: saving?.(params) ?? null,
    list: list?.(params) ?? null,
  };
}

const GROUPS: ReadonlyMap<RuleId, FindingGroup> = new Map(RULES.map(({ id, group }) => [id, group]));
export const groupOfFinding = ({ rule }: Finding): FindingGroup => GROUPS.get(rule) ?? 'errors';
