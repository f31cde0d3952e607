/**
 * What the renderer does when its callback lists change, after the description in docs (lifecycle of a request):
 * requested -> prioritized -> executing -> watched -> executed -> stored. Each function is one observer's run.
 */
import { flatOutputs, requestsFor, uidOf, type FakeInstance, type FakePaths, type FakeResult } from './fake-instances';
import { isMulti, fakePropId, type FakeDefinition } from './fake-layout';
import type { FakeAction } from './fake-store';

const LISTS = ['requested', 'prioritized', 'blocked', 'executing', 'watched', 'executed', 'stored'] as const;
export type FakeListName = (typeof LISTS)[number];
export type FakeLists = Readonly<Record<FakeListName, readonly FakeInstance[]>> & { readonly completed: number };

type Part = FakeAction | null;

const part = (verb: 'Add' | 'Remove', list: FakeListName, payload: readonly FakeInstance[]): Part =>
  payload.length === 0 ? null : { type: `Callbacks.${verb}${list.charAt(0).toUpperCase()}${list.slice(1)}`, payload };
export const adding = (list: FakeListName, payload: readonly FakeInstance[]): Part => part('Add', list, payload);
export const removing = (list: FakeListName, payload: readonly FakeInstance[]): Part => part('Remove', list, payload);
/** The renderer leaves nulls in for empty results. */
export const aggregate = (...payload: readonly Part[]): FakeAction => ({ type: 'Callbacks.Aggregate', payload });

const pendingOf = (lists: FakeLists): readonly FakeInstance[] => [
  ...lists.requested,
  ...lists.prioritized,
  ...lists.blocked,
  ...lists.executing,
  ...lists.watched,
];
const without = <T>(list: readonly T[], gone: readonly T[]): readonly T[] =>
  list.filter((item) => !gone.includes(item));

function groupBy(list: readonly FakeInstance[]): readonly (readonly FakeInstance[])[] {
  const groups = new Map<string, FakeInstance[]>();
  for (const item of list) groups.set(uidOf(item), [...(groups.get(uidOf(item)) ?? []), item]);
  return [...groups.values()];
}

/** Several requests of the same uid become one; a page-load request is dropped. */
function mergeGroup(group: readonly FakeInstance[]): FakeInstance {
  const [first] = group;
  if (group.length === 1 && first !== undefined) return first;
  const initial = group.find(({ initialCall }) => initialCall);
  const rest = group.filter((item) => item !== initial);
  const last = rest.at(-1);
  if (last === undefined) throw new Error('two page-load requests of one uid');
  if (rest.length === 1) return last;
  const changedPropIds: Record<string, 1 | 2 | true> = {};
  for (const { changedPropIds: changed } of rest) {
    for (const [propId, flag] of Object.entries(changed)) {
      changedPropIds[propId] =
        propId in changedPropIds ? (Math.max(Number(changedPropIds[propId]), Number(flag)) as 1 | 2) : flag;
    }
  }
  return {
    ...last,
    changedPropIds,
    executionGroup: rest.map(({ executionGroup }) => executionGroup).findLast((group_) => group_ !== undefined),
  };
}

function prune(
  list: readonly FakeInstance[],
  paths: FakePaths,
): { readonly added: readonly FakeInstance[]; readonly removed: readonly FakeInstance[] } {
  const removed = list.filter((item) => flatOutputs(item, paths).length !== item.callback.outputs.length);
  const added = removed
    .filter((item) => flatOutputs(item, paths).length > 0)
    .map((item) => {
      const kept = Object.entries(item.changedPropIds).filter(([propId]) =>
        paths.layout.some(({ id }) => propId.startsWith(fakePropId({ id, property: '' }))),
      );
      return { ...item, changedPropIds: Object.fromEntries(kept) };
    });
  return { added, removed };
}

/** Outputs that pending requests may still write, directly or through others. */
function outstanding(
  definitions: readonly FakeDefinition[],
  pending: readonly FakeInstance[],
  paths: FakePaths,
): ReadonlySet<string> {
  const found = new Set<string>();
  let front = pending;
  while (front.length > 0) {
    const fresh = front
      .flatMap((item) => item.getOutputs(paths).flat())
      .filter((output) => !found.has(fakePropId(output)));
    for (const output of fresh) found.add(fakePropId(output));
    front = fresh.flatMap(({ id, property }) => requestsFor(definitions, id, property, 1));
  }
  return found;
}

function isDropped(item: FakeInstance, stored: readonly FakeInstance[], paths: FakePaths): boolean {
  const group = stored.filter(
    ({ executionGroup }) => executionGroup !== undefined && executionGroup === item.executionGroup,
  );
  if (group.length === 0) return false;
  const inputs = item.getInputs(paths).flat().map(fakePropId);
  const possible = group.flatMap(({ executionMeta }) => executionMeta?.allProps ?? []);
  const updated = group.flatMap(({ executionMeta }) => executionMeta?.updatedProps ?? []);
  return (
    !inputs.some((input) => updated.includes(input)) &&
    inputs.every((input) => possible.includes(input)) &&
    !item.callback.inputs.every(isMulti)
  );
}

/** One look at what is requested (docs/dash-internals.md#observers). */
export function passRequested(lists: FakeLists, definitions: readonly FakeDefinition[], paths: FakePaths): FakeAction {
  const circular = lists.requested.filter(({ callback, predecessors }) => predecessors?.includes(callback) === true);
  let requested: readonly FakeInstance[] = groupBy(without(lists.requested, circular)).map(mergeGroup);
  const older = (['prioritized', 'blocked', 'executing', 'watched'] as const).flatMap((list) => {
    const outdated = groupBy([...lists[list], ...requested]).flatMap((group) => group.slice(0, -1));
    const pruned = prune(lists[list], paths);
    return [removing(list, outdated), removing(list, pruned.removed), adding(list, pruned.added)];
  });
  const pruned = prune(requested, paths);
  requested = [...without(requested, pruned.removed), ...pruned.added];
  const waitingFor = outstanding(definitions, pendingOf(lists), paths);
  let ready: readonly FakeInstance[] = requested.filter((item) => {
    const own = flatOutputs(item, paths);
    return item
      .getInputs(paths)
      .flat()
      .map(fakePropId)
      .every((input) => own.includes(input) || !waitingFor.has(input));
  });
  const isCycle = ready.length === 0 && requested.length > 0 && requested.length === pendingOf(lists).length;
  if (isCycle) ready = requested.slice(0, 1);
  const dropped = ready.filter((item) => isDropped(item, lists.stored, paths));
  requested = without(requested, dropped);
  ready = without(ready, dropped);
  requested = without(requested, ready);
  return aggregate(
    adding('requested', without(requested, lists.requested)),
    removing('requested', without(lists.requested, requested)),
    ...older,
    adding('prioritized', ready),
  );
}

export function takeExecuting(executing: readonly FakeInstance[]): FakeAction {
  const running = executing.filter(({ executionPromise }) => executionPromise instanceof Promise);
  const settled = executing
    .filter((item) => !running.includes(item))
    .map((item): FakeInstance => ({ ...item, executionResult: item.executionPromise as FakeResult | null }));
  return aggregate(removing('executing', executing), adding('watched', running), adding('executed', settled));
}

export function dropStored(lists: FakeLists): FakeAction {
  const pending = new Set(pendingOf(lists).map(({ executionGroup }) => executionGroup));
  return aggregate(
    removing(
      'stored',
      lists.stored.filter(({ executionGroup }) => executionGroup === undefined || !pending.has(executionGroup)),
    ),
  );
}

const FIELD = /^Callbacks\.(Add|Remove)(\w+)$/;

export function reduceLists(lists: FakeLists, { type, payload }: FakeAction): FakeLists {
  if (type === 'Callbacks.Aggregate') {
    return (payload as readonly Part[]).reduce<FakeLists>(
      (state, action) => (action === null ? state : reduceLists(state, action)),
      lists,
    );
  }
  if (type === 'Callbacks.Completed') return { ...lists, completed: lists.completed + (payload as number) };
  const [, verb, name] = FIELD.exec(type) ?? [];
  const list = LISTS.find((candidate) => candidate === name?.toLowerCase());
  const items = payload as readonly FakeInstance[];
  if (list === undefined || items.length === 0) return lists;
  return { ...lists, [list]: verb === 'Add' ? [...lists[list], ...items] : without(lists[list], items) };
}

export const NO_LISTS: FakeLists = {
  requested: [],
  prioritized: [],
  blocked: [],
  executing: [],
  watched: [],
  executed: [],
  stored: [],
  completed: 0,
};
