/** Background jobs: what is running now, what became of the others. */
export function JobsView() {
  return null;
}
