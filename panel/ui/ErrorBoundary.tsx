import { Component, type ReactNode } from 'react';
import { COMMON_TEXTS } from '../../src/words/panel';
import { EmptyState } from './EmptyState';

interface Props {
  /** As in "The {name} could not be drawn". */
  readonly name: string;
  /** A new value tries again by itself, for example when something else was selected. */
  readonly resetKey?: string;
  readonly children: ReactNode;
}

interface Caught {
  readonly error: unknown;
  readonly resetKey: string | undefined;
}

/** Keeps a failure inside its view: the others go on, the recording is untouched. */
export class ErrorBoundary extends Component<Props, { readonly caught: Caught | null }> {
  override state: { readonly caught: Caught | null } = { caught: null };

  static getDerivedStateFromError(error: unknown): { caught: Caught } {
    return { caught: { error, resetKey: undefined } };
  }

  static getDerivedStateFromProps(props: Props, state: { caught: Caught | null }): { caught: Caught | null } | null {
    if (state.caught === null) return null;
    if (state.caught.resetKey === undefined) return { caught: { ...state.caught, resetKey: props.resetKey ?? '' } };
    return state.caught.resetKey === (props.resetKey ?? '') ? null : { caught: null };
  }

  override render(): ReactNode {
    const { caught } = this.state;
    if (caught === null) return this.props.children;
    const message = caught.error instanceof Error ? caught.error.message : String(caught.error);
    return (
      <EmptyState
        title={COMMON_TEXTS.viewFailed(this.props.name)}
        actions={
          <button type="button" className="ui-button" onClick={() => this.setState({ caught: null })}>
            Try again
          </button>
        }
      >
        <p>{COMMON_TEXTS.viewFailedHelp}</p>
        <p>
          <code>{message}</code>
        </p>
      </EmptyState>
    );
  }
}
