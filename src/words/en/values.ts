/** Shown instead of a value that the page dropped, in brackets that JSON does not have. */
export const NO_LONGER_HELD = '⟨no longer in the page⟩';
