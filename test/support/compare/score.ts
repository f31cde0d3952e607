/** How many findings were expected and made, expected and missed, made and not expected. */
export interface Score {
  readonly right: number;
  readonly missed: number;
  readonly wrong: number;
}

/** Compares two lists of rules, which may contain a rule several times. */
export function scoreOf(
  expected: readonly string[],
  found: readonly string[],
): Score & { readonly missing: readonly string[]; readonly surplus: readonly string[] } {
  const left = [...found];
  const missing = expected.filter((rule) => {
    const at = left.indexOf(rule);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return {
    right: expected.length - missing.length,
    missed: missing.length,
    wrong: left.length,
    missing,
    surplus: left,
  };
}

export const sumOf = (scores: readonly Score[]): Score =>
  scores.reduce(
    (sum, { right, missed, wrong }) => ({
      right: sum.right + right,
      missed: sum.missed + missed,
      wrong: sum.wrong + wrong,
    }),
    { right: 0, missed: 0, wrong: 0 },
  );

/** Precision and recall. With nothing expected and nothing found, both are 1. */
export const precisionOf = ({ right, wrong }: Score): number => (right + wrong === 0 ? 1 : right / (right + wrong));
export const recallOf = ({ right, missed }: Score): number => (right + missed === 0 ? 1 : right / (right + missed));
