import fc from 'fast-check';

import type { Act, Dep, OutputAct, RandomApp, RandomCallback, RandomComponent, RandomKind, VisitStep } from './app';

/** How many callbacks in a row may trigger each other. */
const LIMIT = 5;
/** Values of this size are left in the page. */
const LARGE = 16_000;
/** The maximum number of items in a family. */
const MOST_ITEMS = 3;

/** The random choices for one callback; `buildApp` adapts them to what exists. */
interface Gene {
  readonly kind: RandomKind;
  readonly shape: 'plain' | 'match' | 'all' | 'smaller' | 'box' | 'side';
  readonly picks: readonly number[];
  readonly targets: readonly number[];
  readonly inputs: number;
  readonly outputs: number;
  readonly state: number;
  readonly sets: number;
  readonly initial: boolean;
  readonly isDuplicate: boolean;
  readonly isRunning: boolean;
  readonly isLoop: boolean;
  readonly delay: number;
  readonly acts: readonly {
    readonly end: Act['end'];
    readonly outs: readonly OutputAct[];
    readonly size: number;
    readonly withSets: boolean;
  }[];
}

interface Genes {
  readonly buttons: number;
  readonly texts: number;
  readonly radios: number;
  readonly families: readonly number[];
  readonly hasInterval: boolean;
  readonly interval: { readonly ms: number; readonly times: number };
  readonly hasPages: boolean;
  readonly boxes: readonly { readonly variants: readonly number[]; readonly isFilled: boolean }[];
  readonly callbacks: readonly Gene[];
  readonly steps: readonly { readonly what: number; readonly which: number; readonly rests: boolean }[];
}

const pick = <T>(entries: readonly (readonly [number, T])[]): fc.Arbitrary<T> =>
  fc.oneof(...entries.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })));
const rarely = (percent: number): fc.Arbitrary<boolean> => fc.integer({ min: 0, max: 99 }).map((at) => at < percent);

const anyNumber = fc.nat(10_000);

const gene: fc.Arbitrary<Gene> = fc.record({
  kind: pick<RandomKind>([
    [6, 'server'],
    [3, 'clientside'],
    [2, 'async'],
  ]),
  shape: pick<Gene['shape']>([
    [12, 'plain'],
    [3, 'match'],
    [3, 'all'],
    [1, 'smaller'],
    [2, 'box'],
    [1, 'side'],
  ]),
  picks: fc.array(anyNumber, { minLength: 6, maxLength: 6 }),
  targets: fc.array(anyNumber, { minLength: 4, maxLength: 4 }),
  inputs: pick([
    [5, 1],
    [3, 2],
    [1, 3],
  ]),
  outputs: pick([
    [5, 1],
    [3, 2],
  ]),
  state: pick([
    [5, 0],
    [3, 1],
    [1, 2],
  ]),
  sets: pick([
    [6, 0],
    [1, 1],
    [1, 2],
  ]),
  initial: rarely(60),
  isDuplicate: rarely(12),
  isRunning: rarely(8),
  isLoop: rarely(4),
  delay: pick([
    [6, 0],
    [3, 20],
    [2, 80],
    [1, 200],
  ]),
  acts: fc.array(
    fc.record({
      end: pick<Act['end']>([
        [16, 'return'],
        [2, 'prevent'],
        [1, 'error'],
      ]),
      outs: fc.array(
        pick<OutputAct>([
          [12, 'token'],
          [2, 'none'],
          [1, 'same'],
          [2, 'patch'],
        ]),
        { minLength: 2, maxLength: 2 },
      ),
      size: pick([
        [40, 0],
        [4, 2_000],
        [4, 20_000],
        [1, 300_000],
      ]),
      withSets: rarely(70),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});

const genes: fc.Arbitrary<Genes> = fc.record({
  buttons: fc.integer({ min: 1, max: 4 }),
  texts: fc.integer({ min: 0, max: 2 }),
  radios: fc.integer({ min: 0, max: 2 }),
  families: fc.array(fc.integer({ min: 2, max: MOST_ITEMS }), { maxLength: 2 }),
  hasInterval: rarely(20),
  interval: fc.record({ ms: fc.integer({ min: 60, max: 400 }), times: fc.integer({ min: 1, max: 4 }) }),
  hasPages: rarely(20),
  boxes: fc.array(
    fc.record({
      variants: fc.array(fc.integer({ min: 0, max: MOST_ITEMS }), { minLength: 1, maxLength: 3 }),
      isFilled: fc.boolean(),
    }),
    { maxLength: 2 },
  ),
  callbacks: fc.oneof(
    { weight: 5, arbitrary: fc.array(gene, { minLength: 3, maxLength: 8, size: 'max' }) },
    { weight: 3, arbitrary: fc.array(gene, { minLength: 8, maxLength: 20, size: 'max' }) },
    { weight: 1, arbitrary: fc.array(gene, { minLength: 20, maxLength: 60, size: 'max' }) },
  ),
  steps: fc.array(fc.record({ what: anyNumber, which: anyNumber, rests: rarely(60) }), { minLength: 2, maxLength: 8 }),
});

/** The app of a seed, always the same. */
export function randomApp(seed: number): RandomApp {
  const [only] = fc.sample(genes, { seed, numRuns: 1 });
  if (only === undefined) throw new Error('fast-check gave no sample');
  return buildApp(only);
}

function buildApp(own: Genes): RandomApp {
  const components: RandomComponent[] = [];
  const callbacks: RandomCallback[] = [];
  /** What can be an Input of the next callback. */
  const pool: Dep[] = [];
  const gestures: VisitStep[] = [];
  /** Families of components, each with its button and its cell. */
  const families: { readonly button: string; readonly cell: string }[] = [];

  for (let at = 0; at < own.buttons; at++) {
    components.push({ type: 'button', id: `b${at}` });
    pool.push({ id: `b${at}`, property: 'n_clicks' });
    gestures.push({ do: 'click', id: `b${at}` });
  }
  for (let at = 0; at < own.texts; at++) {
    components.push({ type: 'text', id: `t${at}` });
    pool.push({ id: `t${at}`, property: 'value' });
    gestures.push({ do: 'type', id: `t${at}`, text: 'ab' });
  }
  for (let at = 0; at < own.radios; at++) {
    components.push({ type: 'radio', id: `r${at}` });
    pool.push({ id: `r${at}`, property: 'value' });
    for (const option of [0, 1, 2]) gestures.push({ do: 'pick', id: `r${at}`, option });
  }
  if (own.hasInterval) {
    components.push({ type: 'interval', id: 'i0', ...own.interval });
    pool.push({ id: 'i0', property: 'n_intervals' });
  }
  own.families.forEach((count, at) => {
    families.push({ button: `fb${at}`, cell: `fc${at}` });
    for (let item = 0; item < count; item++) {
      components.push(
        { type: 'button', id: { f: `fb${at}`, i: item } },
        { type: 'cell', id: { f: `fc${at}`, i: item } },
      );
      gestures.push({ do: 'click', id: { f: `fb${at}`, i: item } });
    }
  });
  own.boxes.forEach(({ variants, isFilled }, at) => {
    families.push({ button: `vb${at}`, cell: `vc${at}` });
    const items = (count: number): RandomComponent[] =>
      Array.from({ length: count }, (_, item): RandomComponent[] => [
        { type: 'button', id: { f: `vb${at}`, i: item } },
        { type: 'cell', id: { f: `vc${at}`, i: item } },
      ]).flat();
    components.push({
      type: 'box',
      id: `x${at}`,
      variants: variants.map(items),
      ...(isFilled ? { filled: true as const } : {}),
    });
    for (let item = 0; item < MOST_ITEMS; item++) gestures.push({ do: 'click', id: { f: `vb${at}`, i: item } });
  });
  if (own.hasPages) {
    components.push(
      { type: 'location', id: 'url' },
      { type: 'link', id: 'k0', href: '' },
      { type: 'link', id: 'k1', href: 'p' },
      { type: 'link', id: 'k2', href: 'pp' },
      {
        type: 'box',
        id: 'pages',
        variants: [0, 1, 2].map((page): RandomComponent[] => [
          { type: 'button', id: `pb${page}` },
          { type: 'cell', id: `pc${page}` },
        ]),
      },
    );
    for (const page of [0, 1, 2]) gestures.push({ do: 'click', id: `k${page}` }, { do: 'click', id: `pb${page}` });
    callbacks.push({
      kind: 'server',
      outputs: [{ id: 'pages', property: 'children' }],
      inputs: [{ id: 'url', property: 'pathname' }],
      state: [],
      initial: true,
      delay: 0,
      acts: [{ end: 'return', outs: ['page'] }],
    });
    for (const page of [0, 1, 2])
      callbacks.push({
        kind: page === 1 ? 'clientside' : 'server',
        outputs: [{ id: `pc${page}`, property: 'children' }],
        inputs: [{ id: `pb${page}`, property: 'n_clicks' }],
        state: [],
        initial: page !== 2,
        delay: 0,
        acts: [{ end: 'return', outs: ['token'] }],
      });
  }
  const build = createBuilder(components, callbacks, pool, families, own.boxes.length);
  for (const each of own.callbacks) build(each);
  const visit = own.steps.flatMap(({ what, rests }): VisitStep[] => {
    const gesture = gestures[what % gestures.length];
    return [...(gesture === undefined ? [] : [gesture]), ...(rests ? [{ do: 'rest' } as const] : [])];
  });
  return { limit: LIMIT, components, callbacks, visit };
}

/** Adds callbacks in order; the outputs of earlier ones can be Inputs of later ones. */
function createBuilder(
  components: RandomComponent[],
  callbacks: RandomCallback[],
  pool: Dep[],
  families: readonly { readonly button: string; readonly cell: string }[],
  boxes: number,
): (gene: Gene) => void {
  /** Outputs that another callback may have as well. */
  const written: Dep[] = [];
  const filledBoxes = new Set<number>();
  const writtenFamilies = new Set<string>();
  let made = 0;

  const some = (list: readonly Dep[], picks: readonly number[], count: number): Dep[] => {
    const chosen = new Map<string, Dep>();
    for (const at of picks.slice(0, count)) {
      const dep = list[at % list.length];
      if (dep !== undefined) chosen.set(keyOf(dep), { id: dep.id, property: dep.property });
    }
    return [...chosen.values()];
  };

  const fresh = (prefix: string, at: number): Dep => {
    made++;
    const id = `${prefix}${made}`;
    const isStore = at % 3 === 0;
    components.push({ type: isStore ? 'store' : 'cell', id });
    return { id, property: isStore ? 'data' : at % 3 === 1 ? 'children' : 'title' };
  };

  return (gene) => {
    const { kind, shape, picks, targets } = gene;
    const family = families[(targets[3] ?? 0) % Math.max(1, families.length)];
    const box = (targets[2] ?? 0) % Math.max(1, boxes);
    let inputs = some(pool, picks, gene.inputs);
    let outputs: Dep[] = [];
    let isFilling: OutputAct | null = null;
    const isOfFamily = shape === 'match' || shape === 'smaller';
    if (isOfFamily && family !== undefined && !writtenFamilies.has(family.cell)) {
      writtenFamilies.add(family.cell);
      outputs = [{ id: { f: family.cell, i: ['MATCH'] }, property: 'children' }];
      inputs = [
        { id: { f: family.button, i: [shape === 'match' ? 'MATCH' : 'ALLSMALLER'] }, property: 'n_clicks' },
        ...(shape === 'smaller' ? [{ id: { f: family.button, i: ['MATCH'] as const }, property: 'n_clicks' }] : []),
        ...inputs.slice(0, (picks[4] ?? 0) % 2),
      ];
    } else if (shape === 'all' && family !== undefined) {
      inputs = [
        (picks[3] ?? 0) % 2 === 0
          ? { id: { f: family.cell, i: ['ALL'] }, property: 'children' }
          : { id: { f: family.button, i: ['ALL'] }, property: 'n_clicks' },
        ...inputs.slice(0, (picks[4] ?? 0) % 2),
      ];
      const isToAll = (picks[5] ?? 0) % 4 === 0;
      outputs = isToAll ? [{ id: { f: family.cell, i: ['ALL'] }, property: 'title' }] : [fresh('n', targets[0] ?? 0)];
      if (isToAll && writtenFamilies.has(`${family.cell} all`)) outputs = [fresh('n', targets[0] ?? 0)];
      if (isToAll) writtenFamilies.add(`${family.cell} all`);
    } else if (shape === 'box' && boxes > 0 && !filledBoxes.has(box)) {
      filledBoxes.add(box);
      outputs = [{ id: `x${box}`, property: 'children' }];
      isFilling = (picks[5] ?? 0) % 2 === 0 ? 'variant' : 'append';
    } else if (shape !== 'side') {
      const first = written[(targets[2] ?? 0) % Math.max(1, written.length)];
      const isShared =
        gene.isDuplicate &&
        first !== undefined &&
        !callbacks.some(({ inputs: others }) => keysOf(others) === keysOf(inputs));
      outputs = [
        isShared ? { ...first, duplicate: true } : fresh('n', targets[0] ?? 0),
        ...(gene.outputs > 1 ? [fresh('m', targets[1] ?? 0)] : []),
      ];
    }
    const hasWildcard = outputs.some(({ id }) => typeof id !== 'string');
    const isServer = kind === 'server' || isFilling !== null || hasWildcard;
    const isShared = outputs.some(({ duplicate }) => duplicate === true);
    const hasSets = gene.sets > 0 || outputs.length === 0;
    const sets = hasSets
      ? Array.from({ length: Math.max(1, gene.sets) }, (_, at): Dep => {
          const earlier = gene.isLoop ? written[(targets[at] ?? 0) % Math.max(1, written.length)] : undefined;
          return earlier ?? fresh('y', (targets[at] ?? 0) + at);
        })
      : [];
    // Two callbacks without outputs and with the same inputs would be one to Dash.
    if (outputs.length === 0 && callbacks.some((other) => keysOf(other.inputs) === keysOf(inputs))) return;
    const running = gene.isRunning && isServer ? [fresh('z', 2)] : [];
    callbacks.push({
      kind: isServer ? 'server' : kind,
      outputs,
      inputs,
      state: isOfFamily
        ? []
        : some([...pool, ...outputs.filter(({ id }) => typeof id === 'string')], picks.slice(3), gene.state).filter(
            (dep) => !inputs.some((input) => keyOf(input) === keyOf(dep)),
          ),
      initial: gene.initial && !isShared && outputs.length > 0,
      delay: gene.delay,
      acts: gene.acts.map(({ end, outs, size, withSets }) => ({
        end,
        outs: outputs.map(({ property }, at): OutputAct => {
          const how = outs[at] ?? 'token';
          if (isFilling !== null) return how === 'none' ? 'none' : isFilling;
          if (hasWildcard && how !== 'none') return 'token';
          return how === 'patch' && (property !== 'data' || size >= LARGE) ? 'token' : how;
        }),
        ...(size > 0 ? { size } : {}),
        ...(withSets && sets.length > 0 && size < LARGE ? { sets } : {}),
      })),
      ...(running.length > 0 ? { running } : {}),
    });
    for (const dep of [...outputs, ...sets, ...running]) {
      if (typeof dep.id !== 'string' || isFilling !== null) continue;
      const plain = { id: dep.id, property: dep.property };
      if (!pool.some((other) => keyOf(other) === keyOf(plain))) pool.push(plain);
    }
    written.push(
      ...outputs.filter(({ id, duplicate }) => typeof id === 'string' && duplicate !== true && isFilling === null),
    );
  };
}

const keyOf = ({ id, property }: Dep): string => `${JSON.stringify(id)}.${property}`;
const keysOf = (deps: readonly Dep[]): string => deps.map(keyOf).join(' ');
