/** What the terms of the search mean. */
export const SEARCH_TEXTS = {
  triggered: 'what triggered the call, a property named as for prop: triggered:btn.n_clicks',
  outcome: 'how it ended, one or several: outcome:error,cancelled',
  kind: 'server, clientside or background, one or several',
  duration: 'how long it took, in ms or s: duration:>500ms, duration:<=0.1s; without a sign, at least this long',
  prop: 'a property it reads or writes, or only its component or its name, each in full: prop:table.data, prop:table, prop:data',
  match: 'a value of MATCH: match:index=2',
  wave: 'all calls that one action triggered, one or several: wave:3,4',
  call: 'calls by their number, one or several: call:c3,c8',
  fieldTitle:
    'Words in names and ids, "in quotes" with spaces; outcome:error,cancelled, kind:clientside, triggered:region.value, duration:>200, prop:table.*, match:index=2, wave:3',
};
