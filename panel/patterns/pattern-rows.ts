import type { PatternInstance, PatternUse } from '../../src/analysis/patterns';
import type { CallbackKey, CallbackKind, CallId, PropId } from '../../src/trace/types';

interface RowBase {
  /** Unique among the rows, and the same for the same thing as long as it is there. */
  readonly id: string;
  /** Depth in the tree, from 1. */
  readonly level: number;
  /** `null` for a row with nothing below it. */
  readonly open: boolean | null;
}

export interface CallbackRow extends RowBase {
  readonly type: 'callback';
  readonly key: CallbackKey;
  readonly name: string;
  readonly kind: CallbackKind;
  readonly words: string;
  readonly calls: number;
}

/** A pattern of a callback; below it the ids it matches. Inside an instance: only those of the instance. */
export interface UseRow extends RowBase {
  readonly type: 'pattern';
  readonly role: PatternUse['role'];
  readonly text: string;
  readonly whole: string;
  readonly words: string;
  /** `null` while the page has not reported its ids. */
  readonly count: number | null;
  /** The first ids, numbered, for a look without opening. */
  readonly preview: readonly { readonly number: number; readonly text: string; readonly whole: string }[];
  readonly near: number;
}

export interface IdRow extends RowBase {
  readonly type: 'id';
  /** Its position in the list that Dash passes, from 1. */
  readonly number: number;
  readonly text: string;
  readonly whole: string;
  readonly prop: PropId;
}

export interface NearRow extends RowBase {
  readonly type: 'near';
  readonly text: string;
  readonly whole: string;
  readonly why: string;
}

export interface InstancesRow extends RowBase {
  readonly type: 'instances';
  readonly shown: number;
  readonly of: number;
}

export interface InstanceRow extends RowBase {
  readonly type: 'instance';
  readonly instance: PatternInstance;
}

export interface InstanceCallRow extends RowBase {
  readonly type: 'call';
  readonly call: CallId;
}

/** What the last change of the layout added and removed; below it the ids. */
export interface ChangeRow extends RowBase {
  readonly type: 'change';
  readonly at: number;
  readonly added: number;
  readonly removed: number;
}

export interface ChangedIdRow extends RowBase {
  readonly type: 'changed';
  readonly came: boolean;
  readonly text: string;
  readonly whole: string;
}

/** A sentence instead of rows. */
export interface NoteRow extends RowBase {
  readonly type: 'note';
  readonly text: string;
}

export type PatternRow =
  | CallbackRow
  | UseRow
  | IdRow
  | NearRow
  | InstancesRow
  | InstanceRow
  | InstanceCallRow
  | ChangeRow
  | ChangedIdRow
  | NoteRow;

export type PatternSortColumn = 'page' | 'label' | 'calls' | 'errors' | 'last' | 'total';
export interface PatternSorting {
  readonly column: PatternSortColumn;
  readonly descending: boolean;
}
