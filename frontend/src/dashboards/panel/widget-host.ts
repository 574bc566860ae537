import { inject, Injectable, InjectionToken } from '@angular/core';
import type { Picture, WidgetInput } from '@quarterdeck/sdk';
import type { Plugin } from '@quarterdeck/sdk/api/plugins';
import { checkPicture } from '../../ui/picture/check/check-picture';
import { OptionError, wholeOptions } from '../../ui/schema-form/schema-defaults';

/** A widget's code, ready to draw. */
export interface LoadedWidget {
  readonly plugin: Plugin;
  readonly draw: (input: WidgetInput) => unknown;
}

/** A widget that could not be loaded, was given wrong options, or has a bug; or the page lacks what draws its picture. */
export class WidgetFailure extends Error {
  override readonly name = 'WidgetFailure';
  constructor(
    readonly kind: 'missing' | 'load' | 'options' | 'draw' | 'code',
    /** `widget-stat 1.0.0`. */
    readonly widget: string,
    options: ErrorOptions,
  ) {
    super(options.cause instanceof Error ? options.cause.message : String(options.cause), options);
  }
}

/** The browser's own import: the bundler must not look into it, for widgets are found only at run time. */
export const IMPORT_MODULE = new InjectionToken<(address: string) => Promise<unknown>>('import of a module', {
  providedIn: 'root',
  factory: () => (address) => import(/* @vite-ignore */ address),
});

/** Loads each version of a widget once and lets it draw; whatever a widget does wrong comes out as a {@link WidgetFailure}. */
@Injectable({ providedIn: 'root' })
export class WidgetHost {
  private readonly importing = inject(IMPORT_MODULE);
  private readonly loading = new Map<string, Promise<LoadedWidget>>();
  private readonly loaded = new Map<string, LoadedWidget>();

  /** Called by panels. A failed loading is forgotten, so that asking again tries again. */
  load(plugin: Plugin): Promise<LoadedWidget> {
    const name = nameOf(plugin);
    const known = this.loading.get(name);
    if (known) return known;
    const loading = loadWidget(plugin, name, this.importing);
    this.loading.set(name, loading);
    loading.then(
      (widget) => this.loaded.set(name, widget),
      () => this.loading.delete(name),
    );
    return loading;
  }

  /** Called by panels that would rather not wait: the widget where it is there already. */
  find(plugin: Plugin): LoadedWidget | undefined {
    return this.loaded.get(nameOf(plugin));
  }

  /** Called by panels whenever frames, options, size or theme change. Throws a {@link WidgetFailure} only. */
  draw({ plugin, draw }: LoadedWidget, input: WidgetInput): Picture {
    const name = nameOf(plugin);
    try {
      const options = wholeOptions(plugin.options, input.options);
      return checkPicture(draw({ ...input, options }), input.frames);
    } catch (cause) {
      throw new WidgetFailure(cause instanceof OptionError ? 'options' : 'draw', name, { cause });
    }
  }
}

const nameOf = ({ id, version }: Plugin) => `${id} ${version}`;

async function loadWidget(
  plugin: Plugin,
  name: string,
  importing: (address: string) => Promise<unknown>,
): Promise<LoadedWidget> {
  if (!plugin.state.ready || plugin.module === undefined) {
    throw new WidgetFailure('load', name, { cause: plugin.state.reason ?? 'It has no module for browsers.' });
  }
  try {
    const module = await importing(new URL(plugin.module, document.baseURI).href);
    const draw = (module as { draw?: unknown }).draw;
    if (typeof draw !== 'function') throw new TypeError('The module exports no "draw".');
    return { plugin, draw: draw as LoadedWidget['draw'] };
  } catch (cause) {
    throw new WidgetFailure('load', name, { cause });
  }
}

/** The plugin that a panel's pin means: its id, and the major of its version. */
export function pinned(plugins: readonly Plugin[], pin: string): Plugin | undefined {
  const at = pin.lastIndexOf('@');
  const [id, major] = [pin.slice(0, at), pin.slice(at + 1)];
  return plugins.find(
    (plugin) => plugin.kind === 'widget' && plugin.id === id && plugin.version.split('.')[0] === major,
  );
}
