/** Whether a Dash version is older than `major.minor`. An unknown version is not. */
export function isOlderThan(version: string | null, major: number, minor: number): boolean {
  if (version === null) return false;
  const [own = 0, ownMinor = 0] = version.split('.').map(Number);
  return own < major || (own === major && ownMinor < minor);
}
