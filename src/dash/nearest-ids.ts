import { editDistance } from '../lib/edit-distance';

/** Edits for each five letters of an id up to which another one is suggested. */
const NEAR = 2;

/** The ids with a similar spelling, the nearest first. */
export function nearestIds(id: string, ids: Iterable<string>): readonly string[] {
  // Any two ids of two letters would be similar.
  const most = id.length < 3 ? 0 : id.length < 5 ? 1 : Math.ceil((id.length / 5) * NEAR);
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[-_ ]/g, '');
  return [...ids]
    .map((other) => ({ other, distance: plain(other) === plain(id) ? 0 : editDistance(plain(id), plain(other), most) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance || (a.other < b.other ? -1 : 1))
    .slice(0, 3)
    .map(({ other }) => other);
}
