import type { ForeignStore } from './renderer-types';

/** `_dash-config`, as the page holds it; `{}` when it is missing or broken. */
export function readConfig(document: Document): { readonly [key: string]: unknown } {
  try {
    const parsed: unknown = JSON.parse(document.getElementById('_dash-config')?.textContent ?? '{}');
    return typeof parsed === 'object' && parsed !== null ? (parsed as { readonly [key: string]: unknown }) : {};
  } catch {
    return {};
  }
}

/**
 * The app's Dash version: from the config (3.0+), else from the renderer's script name
 * (docs/dash-internals.md#version).
 */
export function dashVersion(document: Document, config: { readonly [key: string]: unknown }): string | null {
  if (typeof config['dash_version'] === 'string') return config['dash_version'];
  for (const script of document.scripts) {
    const match = /\.v(\d+\w*)m\d+\.[^/]*$/.exec(rendererFile(script.src));
    if (match?.[1] !== undefined) return match[1].replaceAll('_', '.');
  }
  return null;
}

const MOST_OF_ADDRESS = 2_000;

/** The last part of the address of a renderer's script; empty for any other. */
function rendererFile(address: string): string {
  const isRenderer = address.length <= MOST_OF_ADDRESS && /dash[-_]renderer\//.test(address);
  return isRenderer ? address.slice(address.lastIndexOf('/')) : '';
}

/**
 * What the renderer puts before the path of every request (docs/dash-internals.md#config); it may be a whole address.
 */
export function requestBase(config: { readonly [key: string]: unknown }): string | null {
  const base = 'requests_pathname_prefix' in config ? config['requests_pathname_prefix'] : config['url_base_pathname'];
  return typeof base === 'string' ? base : null;
}

/** What this renderer can report, so that the rest is shown as not available. */
export function capabilitiesOf(page: Window, store: ForeignStore): readonly string[] {
  const state = store.getState();
  const found = [
    'dash_stores' in page && 'dash_stores',
    'dash_component_api' in page && 'component_api',
    'layoutHashes' in state && 'render_type',
    'callbackJobs' in state && 'jobs',
  ];
  return found.filter((name) => name !== false);
}
