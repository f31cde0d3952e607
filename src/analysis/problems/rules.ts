import { couldBeClientside } from './rules/could-be-clientside';
import { declaredCycles } from './rules/declared-cycles';
import { duplicateOutputs } from './rules/duplicate-outputs';
import { inputsArriveApart } from './rules/inputs-arrive-apart';
import { intervalTooFast } from './rules/interval-too-fast';
import { largeState } from './rules/large-state';
import { loops } from './rules/loops';
import { manyChanges } from './rules/many-changes';
import { noFreePlace } from './rules/no-free-place';
import { overlappingWrites } from './rules/overlapping-writes';
import { sameInputsTwice } from './rules/same-inputs-twice';
import { staleInput } from './rules/stale-input';
import { staleState } from './rules/stale-state';
import { wholeFigure } from './rules/whole-figure';
import type { Rule } from './rule';

/** Every rule, afresh. */
export const createRules = (): readonly Rule[] => [
  largeState(),
  sameInputsTwice(),
  intervalTooFast(),
  manyChanges(),
  noFreePlace(),
  inputsArriveApart(),
  wholeFigure(),
  couldBeClientside(),
  declaredCycles(),
  loops(),
  overlappingWrites(),
  staleInput(),
  staleState(),
  duplicateOutputs(),
];
