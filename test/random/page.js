/* global window, document */
// Runs in the page of every random app: the clientside callbacks, and a record of each run and each gesture.
(() => {
  const TOKEN = /@[a-z]\d+\.\w+\.\w+\.(\d+)@/g;
  const runs = [];
  const gestures = [];
  const counts = new Map();

  const depthOf = (value) => {
    const text = JSON.stringify(value) ?? '';
    return Math.max(0, ...[...text.matchAll(TOKEN)].map((match) => Number(match[1])));
  };

  for (const type of ['click', 'input'])
    document.addEventListener(
      type,
      (event) => {
        const target = event.target.closest('[id]');
        gestures.push({
          type,
          id: target === null ? '' : target.id,
          value: event.target.value ?? null,
          at: performance.now(),
        });
      },
      true,
    );

  function valueOf(callback, index, how, token, pad) {
    const { no_update, Patch } = window.dash_clientside;
    const { property } = callback.outputs[index];
    if (how === 'none') return no_update;
    const text = (how === 'same' ? `@k${callback.number}.0.${index}.1@` : token(index)) + pad;
    if (property !== 'data') return text;
    if (how === 'patch') return new Patch().append(['list'], text).build();
    return { value: text, list: [] };
  }

  function finish(callback, act, token) {
    const pad = 'x'.repeat(act.size ?? 0);
    (act.sets ?? []).forEach(({ id, property }, index) => {
      const value = token(`s${index}`) + pad;
      window.dash_clientside.set_props(id, { [property]: property === 'data' ? { value } : value });
    });
    if (act.end === 'error') throw new Error(`error of ${callback.number}`);
    if (act.end === 'prevent') throw window.dash_clientside.PreventUpdate;
    const values = act.outs.map((how, index) => valueOf(callback, index, how, token, pad));
    return values.length === 1 ? values[0] : values;
  }

  function run(callback, args) {
    const { triggered } = window.dash_clientside.callback_context;
    const count = (counts.get(callback.number) ?? 0) + 1;
    counts.set(callback.number, count);
    const depth = 1 + depthOf(triggered.map(({ value }) => value));
    const isTooDeep = depth > callback.limit;
    const act = isTooDeep ? { end: 'prevent', outs: [] } : callback.acts[(count - 1) % callback.acts.length];
    const token = (slot) => `@c${callback.number}.${count}.${slot}.${depth}@`;
    runs.push({
      callback: callback.number,
      run: String(count),
      at: performance.now(),
      args: JSON.parse(JSON.stringify(args)),
      triggered: JSON.parse(JSON.stringify(triggered)),
      end: act.end,
      outs: act.outs,
    });
    if (callback.kind !== 'async') return finish(callback, act, token);
    return new Promise((resolve) => setTimeout(resolve, callback.delay)).then(() => finish(callback, act, token));
  }

  const stateOf = () => window.dash_stores?.[0]?.getState();

  /** An id as the renderer writes it. */
  function textOf(id) {
    if (typeof id !== 'object' || id === null) return String(id);
    const keys = Object.keys(id).sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${JSON.stringify(id[key])}`).join(',')}}`;
  }

  /** The properties of every component with an id; `children` only where they are text. */
  function layoutOf(value, layout = {}) {
    if (typeof value !== 'object' || value === null) return layout;
    if (value.props !== undefined && 'namespace' in value) {
      const { id, children, ...own } = value.props;
      const isText = typeof children !== 'object' && children !== undefined;
      if (id !== undefined) layout[textOf(id)] = isText ? { ...own, children } : own;
      layoutOf(children, layout);
    } else for (const each of Object.values(value)) layoutOf(each, layout);
    return layout;
  }

  function read() {
    const { layout, paths } = stateOf() ?? { paths: { strs: {}, objs: {} } };
    const families = Object.entries(paths.objs).flatMap(([keys, items]) =>
      items.map(({ values }) => textOf(Object.fromEntries(keys.split(',').map((key, at) => [key, values[at]])))),
    );
    return { runs, gestures, layout: layoutOf(layout), ids: [...Object.keys(paths.strs), ...families] };
  }

  const ticks = (id) => layoutOf(stateOf()?.layout)[id]?.n_intervals ?? -1;

  window.randomApp = { run, read, ticks };
})();
