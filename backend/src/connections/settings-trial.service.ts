import { Injectable } from '@nestjs/common';
import type { ConnectionHealth, ConnectionOption } from '@quarterdeck/sdk/api/connections';
import type { DataSourceManifest } from '@quarterdeck/sdk/manifest';
import { AppError, invalid } from '../platform/errors.js';
import { PluginHostService, type OpenPlugin } from '../plugin-host/plugin-host.service.js';
import { checkProblem } from './check-problem.js';
import { requireSettings, type Settings } from './connection-settings.js';

/** Settings that the plugin has reached its service with, and what it said. */
export interface Tried {
  readonly settings: Settings;
  readonly health: ConnectionHealth;
}

/** Lets plugins try settings. */
@Injectable()
export class SettingsTrial {
  constructor(private readonly plugins: PluginHostService) {}

  /** Called before settings are saved or only tried. Throws what is wrong, beside its field where it has one. */
  async require(pin: string, given: Settings, signal: AbortSignal): Promise<Tried> {
    const manifest = this.manifest(pin);
    const settings = requireSettings(manifest, given);
    try {
      const { message = '' } = await this.plugins.check({ pin, ...settings }, signal);
      return { settings, health: { healthy: true, message, code: null } };
    } catch (error) {
      throw checkProblem(error, manifest);
    }
  }

  /** Called for a saved connection: what is wrong with it is the answer, not a failure. */
  async health({ pin, config, secrets }: OpenPlugin, signal: AbortSignal): Promise<ConnectionHealth> {
    try {
      return (await this.require(pin, { config: { ...config }, secrets: { ...secrets } }, signal)).health;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { healthy: false, message: error.message, code: error.code };
    }
  }

  /** Called for a saved connection, by the form of a question. Throws what is wrong. */
  async options(connection: OpenPlugin, name: string, signal: AbortSignal): Promise<readonly ConnectionOption[]> {
    try {
      return await this.plugins.options(connection, name, signal);
    } catch (error) {
      throw checkProblem(error, this.manifest(connection.pin));
    }
  }

  /** Called with the pin of a connection. Throws for what is not installed or no datasource. */
  manifest(pin: string): DataSourceManifest {
    const { manifest } = this.plugins.resolve(pin);
    if (manifest.kind === 'datasource') return manifest;
    throw invalid('connection.no-datasource', `${pin} is no datasource: only datasources can be connected.`, {
      fields: [{ path: 'plugin', message: 'Choose a datasource.' }],
    });
  }
}
