import type { Plugin } from '@quarterdeck/sdk/api/plugins';
import type { DataSourceManifest, Manifest } from '@quarterdeck/sdk/manifest';
import type { Catalogue } from './catalogue.js';
import { compareVersions } from './versions.js';

/** The catalogue as the API tells it: by id, those that work before those that do not, the newest version first. */
export function listed({ installed, broken }: Catalogue): Plugin[] {
  const ready = installed.map(({ manifest }): Plugin => ({
    ...named(manifest),
    state: { ready: true },
    ...details(manifest),
  }));
  const unusable = broken.map(({ reason, ...plugin }): Plugin => {
    return { ...plugin, description: '', state: { ready: false, reason } };
  });
  return [...ready, ...unusable].sort(
    (a, b) =>
      a.id.localeCompare(b.id) ||
      Number(b.state.ready) - Number(a.state.ready) ||
      compareVersions(b.version, a.version),
  );
}

const named = ({ id, version, kind, title, description }: Manifest) => ({ id, version, kind, title, description });

/** Nobody outside needs to know what a cursor looks like. */
const told = (streams: NonNullable<DataSourceManifest['streams']>) =>
  Object.fromEntries(Object.entries(streams).map(([name, { cursor: _, ...stream }]) => [name, stream]));

function details(manifest: Manifest): Partial<Plugin> {
  if (manifest.kind === 'datasource') {
    const { config, secrets, queries, streams, needs } = manifest;
    return { config, secrets, queries, needs, ...(streams ? { streams: told(streams) } : {}) };
  }
  const { id, version, entry, options, accepts, size } = manifest;
  return { options, accepts, size, module: `/plugins/${id}/${version}/${entry}` };
}
