import type { Manifest } from '@quarterdeck/sdk/manifest';

/** One version of a plugin, found and verified. Its files are kept as they were when their hashes were checked. */
export interface InstalledPlugin<M extends Manifest = Manifest> {
  readonly manifest: M;
  /** Absolute path of the module that the manifest calls its entry. */
  readonly entry: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** A plugin that was found and cannot be used. */
export interface BrokenPlugin {
  readonly id: string;
  readonly version: string;
  readonly kind: Manifest['kind'];
  readonly title: string;
  /** One sentence for the plugins page. */
  readonly reason: string;
}

/** `datasource-json 1.0.0`: how a plugin is named in logs, errors and provenance. */
export const nameOf = ({ id, version }: Pick<Manifest, 'id' | 'version'>): string => `${id} ${version}`;
