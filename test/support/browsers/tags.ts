/** Tag of a test that the Firefox project leaves out. */
export const CHROMIUM_ONLY = '@chromium-only';
