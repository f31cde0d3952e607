import type { Found } from './finding';
import type { Rule } from './rule';
import { couldBeClientside } from './rules/could-be-clientside';
import { declaredCycle } from './rules/declared-cycles';
import { duplicateOutput } from './rules/duplicate-outputs';
import { clientsideError, foreignResponse, notApplied, serverError, serverUnreachable } from './rules/errors';
import { inputsArriveApart } from './rules/inputs-arrive-apart';
import { intervalTooFast } from './rules/interval-too-fast';
import { jobLeft } from './rules/job-left';
import { largeState } from './rules/large-state';
import { triggerLoop } from './rules/loops';
import { manyChanges } from './rules/many-changes';
import { noFreePlace } from './rules/no-free-place';
import { lostUpdate, twoWriters } from './rules/overlapping-writes';
import { repeatedLater } from './rules/repeated-later';
import { sameInputsTwice } from './rules/same-inputs-twice';
import { sharedId } from './rules/shared-id';
import { staleInput } from './rules/stale-input';
import { staleState } from './rules/stale-state';
import { unknownProperty } from './rules/unknown-property';
import { wholeFigure } from './rules/whole-figure';

/** Every kind of finding, in display order. */
export const RULES = [
  serverError,
  clientsideError,
  serverUnreachable,
  foreignResponse,
  notApplied,
  unknownProperty,
  largeState,
  sameInputsTwice,
  repeatedLater,
  intervalTooFast,
  manyChanges,
  noFreePlace,
  inputsArriveApart,
  wholeFigure,
  jobLeft,
  couldBeClientside,
  declaredCycle,
  triggerLoop,
  twoWriters,
  lostUpdate,
  staleInput,
  staleState,
  duplicateOutput,
  sharedId,
] as const;

type AnyRule = (typeof RULES)[number];
export type RuleId = AnyRule['id'];
/** The parameters of each kind of finding. */
export type RuleParams = { readonly [R in AnyRule as R['id']]: R extends Rule<string, infer Params> ? Params : never };
/** A finding of one kind, or of any kind. */
export type Finding<Id extends RuleId = RuleId> = {
  readonly [I in Id]: Found<RuleParams[I]> & { readonly rule: I };
}[Id];
