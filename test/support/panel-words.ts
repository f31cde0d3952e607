import type { FrameLocator, Locator } from '@playwright/test';

/** Where things stand in the panel, by the names a person reads. */
export const tab = (panel: FrameLocator, name: 'Graph' | 'List' | 'Calls'): Locator =>
  panel.getByRole('tab', { name: new RegExp(`^${name}`) });

/** Rows of the list of calls, its head apart. */
export const callRows = (panel: FrameLocator): Locator => panel.locator('[role="row"][data-call]');

/** The card of a callback in the graph, by how its name begins. */
export const card = (panel: FrameLocator, name: string): Locator =>
  panel.getByRole('button', { name: `callback ${name}` }).and(panel.locator('[data-card]'));

/** A group of values in the inspector: `triggered`, `inputs`, `states`, `returned`. */
export const values = (panel: FrameLocator, group: string): Locator =>
  panel.getByRole('region', { name: 'Inspector' }).locator(`[data-group="${group}"] .props-row`);

/** A field of `dash.ctx` in the inspector. */
export const contextField = (panel: FrameLocator, field: string): Locator =>
  panel.getByRole('region', { name: 'Context' }).locator(`[data-field="${field}"]`);
