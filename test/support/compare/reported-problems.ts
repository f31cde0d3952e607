import { problemsOf } from '../../../src/analysis/problems/problem-finder';
import type { Finding } from '../../../src/analysis/problems/rules';
import type { TraceModel } from '../../../src/trace/model';
import { describeFinding } from '../../../src/words/findings';
import { namesOf } from '../../../src/words/names';
import { plainText } from '../../../src/words/plain';

/** A finding with the text that users read. */
export type ReportedFinding = Finding & {
  readonly sentence: string;
  readonly list: { readonly items: readonly string[]; readonly isAll: boolean } | null;
};

export function reportedFinding(model: TraceModel, finding: Finding): ReportedFinding {
  const names = namesOf(model);
  const { sentence, list } = describeFinding(finding);
  return {
    ...finding,
    sentence: plainText(sentence, names),
    list: list === null ? null : { items: list.items.map((item) => plainText(item, names)), isAll: list.isAll },
  };
}

/** All findings of a recording as users read them. */
export const reportedProblems = (model: TraceModel): readonly ReportedFinding[] =>
  problemsOf(model).map((finding) => reportedFinding(model, finding));
