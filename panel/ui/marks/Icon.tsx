const PATHS = {
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.4 10.4 13.5 13.5',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  clear: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM4.2 4.2l7.6 7.6',
  reload: 'M13 8a5 5 0 1 1-1.6-3.7M13.2 2.2v2.6h-2.6',
  previous: 'M10 3 5 8l5 5',
  next: 'M6 3l5 5-5 5',
  down: 'M3 6l5 5 5-5',
  follow: 'M8 2.5v8M4.5 7.5 8 11l3.5-3.5M3 13.5h10',
  copy: 'M5.5 5.5h7v8h-7zM10.5 5.5v-3h-7v8h2',
  check: 'M3 8.5l3.2 3.2L13 4.8',
  warning: 'M8 2.5 14.5 13.5h-13zM8 6.5v3.2M8 11.6v.1',
  note: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM8 7.3v3.7M8 5v.1',
  filter: 'M2.5 3.5h11L9.3 8.6v4.2l-2.6-1.4V8.6z',
  up: 'M3 10l5-5 5 5',
  save: 'M8 2.5v7.5M4.8 7 8 10.2 11.2 7M2.8 10.5v3h10.4v-3',
  open: 'M2.5 12.8V3.2h4l1.5 2h5v2M2.5 12.8l2-5.6h9.8l-2 5.6z',
  pick: 'M2.5 6V2.5H6M10 2.5h3.5V6M6 13.5H2.5V10M7 7l6.5 2.4-2.8 1.3-1.3 2.8z',
  more: 'M3.2 8v.1M8 8v.1M12.8 8v.1',
} as const;

type IconName = keyof typeof PATHS;

/** A drawn sign. It is never alone: the text is next to it or in the button's label. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="ui-icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
