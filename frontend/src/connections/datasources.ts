import type { Plugin } from '@quarterdeck/sdk/api/plugins';

/** What can be connected: datasources that work, of each major the newest version. */
export function connectable(plugins: readonly Plugin[]): readonly Plugin[] {
  const sources = plugins.filter(({ kind, state }) => kind === 'datasource' && state.ready);
  return sources.filter((one) => pluginOf(sources, pinOf(one)) === one);
}

/** `datasource-json@1` of version 1.4.0. */
export const pinOf = ({ id, version }: Plugin): string => `${id}@${version.split('.')[0] ?? ''}`;

/** The newest working plugin that a pin means. */
export const pluginOf = (plugins: readonly Plugin[], pin: string): Plugin | undefined =>
  plugins
    .filter((plugin) => plugin.state.ready && pinOf(plugin) === pin)
    .reduce<Plugin | undefined>((best, one) => (best && isNewer(best.version, one.version) ? best : one), undefined);

const isNewer = (one: string, other: string) => one.localeCompare(other, 'en', { numeric: true }) > 0;
