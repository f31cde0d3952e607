import type { ReactNode } from 'react';

/** Says what will appear here and how to make it appear. */
export function EmptyState(props: {
  readonly title: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <div className="ui-empty">
      <h2>{props.title}</h2>
      {props.children}
      {props.actions ? <div className="ui-empty-actions">{props.actions}</div> : null}
    </div>
  );
}
