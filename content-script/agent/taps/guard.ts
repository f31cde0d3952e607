/** Runs `action`; whatever it throws goes to `report` and never to the page. */
export function guard<T>(report: (error: unknown) => void, action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    try {
      report(error);
    } catch {
      // Reporting is best effort: the page comes first.
    }
    return undefined;
  }
}
