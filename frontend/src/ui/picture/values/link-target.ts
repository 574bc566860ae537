import type { Scene } from '../scene';

const DASHBOARD = /^\/dashboards\/[^/?#]+(?=[?#]|$)/;

/**
 * Where an address leads from the view at hand. `?…` changes the address of the view itself, and a second time takes it
 * back; another dashboard gets the range and the variables along. Null where the reader may not go there.
 */
export function linkTarget(address: string, { here, carried }: Pick<Scene, 'here' | 'carried'>): string | null {
  if (address.startsWith('?')) return here === undefined ? null : changed(here, new URLSearchParams(address.slice(1)));
  if (!address.startsWith('/')) return address;
  if (carried === null) return null;
  return carried !== undefined && DASHBOARD.test(address) ? withCarried(address, carried) : address;
}

function changed(here: string, wanted: URLSearchParams): string {
  const { path, params, fragment } = partsOf(here);
  const names = [...new Set(wanted.keys())];
  const isSo = names.every((name) => JSON.stringify(params.getAll(name)) === JSON.stringify(wanted.getAll(name)));
  for (const name of names) params.delete(name);
  if (!isSo) for (const [name, value] of wanted) params.append(name, value);
  return written(path, params, fragment);
}

/** What the address says itself counts. */
function withCarried(address: string, carried: string): string {
  const { path, params, fragment } = partsOf(address);
  const own = new Set(params.keys());
  // The ends of a range belong together.
  if (own.has('from') || own.has('to')) for (const end of ['from', 'to']) own.add(end);
  for (const [name, value] of new URLSearchParams(carried)) if (!own.has(name)) params.append(name, value);
  return written(path, params, fragment);
}

function partsOf(address: string): { path: string; params: URLSearchParams; fragment: string } {
  const [whole = '', ...rest] = address.split('#');
  const [path = '', ...query] = whole.split('?');
  return { path, params: new URLSearchParams(query.join('?')), fragment: rest.length > 0 ? `#${rest.join('#')}` : '' };
}

function written(path: string, params: URLSearchParams, fragment: string): string {
  const query = params.toString();
  return path + (query ? `?${query}` : '') + fragment;
}
