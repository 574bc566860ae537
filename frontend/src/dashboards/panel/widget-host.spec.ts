import { TestBed } from '@angular/core/testing';
import type { WidgetInput } from '@quarterdeck/sdk';
import type { Plugin } from '@quarterdeck/sdk/api/plugins';
import { IMPORT_MODULE, pinned, WidgetFailure, WidgetHost } from './widget-host';

const plugin = (more: Partial<Plugin> = {}): Plugin => ({
  id: 'widget-stat',
  version: '1.0.0',
  kind: 'widget',
  title: 'Stat',
  description: '',
  state: { ready: true },
  module: '/plugins/widget-stat/1.0.0/widget.mjs',
  options: { type: 'object', properties: { reduce: { type: 'string', default: 'last' } } },
  ...more,
});
const input = (options: unknown = {}): WidgetInput => ({ options, frames: [] }) as unknown as WidgetInput;

describe('the widget host', () => {
  let asked: string[];
  let module: () => unknown;
  let host: WidgetHost;

  beforeEach(() => {
    asked = [];
    module = () => ({
      draw: ({ options }: WidgetInput<{ reduce: string }>) => ({ kind: 'text', markdown: options.reduce }),
    });
    const importing = (address: string) => {
      asked.push(address);
      return Promise.resolve().then(() => module());
    };
    TestBed.configureTestingModule({ providers: [{ provide: IMPORT_MODULE, useValue: importing }] });
    host = TestBed.inject(WidgetHost);
  });

  const failureOf = async (work: () => Promise<unknown>): Promise<WidgetFailure> => {
    const error = await work().then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(WidgetFailure);
    return error as WidgetFailure;
  };

  it('loads each version once, from its whole address', async () => {
    await Promise.all([host.load(plugin()), host.load(plugin())]);
    await host.load(plugin({ version: '1.1.0', module: '/plugins/widget-stat/1.1.0/widget.mjs' }));
    expect(asked).toEqual([
      'http://localhost/plugins/widget-stat/1.0.0/widget.mjs',
      'http://localhost/plugins/widget-stat/1.1.0/widget.mjs',
    ]);
  });

  it('hands whole options to the widget and its picture back', async () => {
    const widget = await host.load(plugin());
    expect(host.draw(widget, input())).toEqual({ kind: 'text', markdown: 'last' });
    expect(host.draw(widget, input({ reduce: 'max' }))).toEqual({ kind: 'text', markdown: 'max' });
  });

  it('says which widget failed when its code cannot be loaded, and tries again when asked again', async () => {
    module = () => {
      throw new TypeError('Failed to fetch');
    };
    expect(await failureOf(() => host.load(plugin()))).toMatchObject({ kind: 'load', widget: 'widget-stat 1.0.0' });
    module = () => ({ draw: () => null });
    await host.load(plugin());
    expect(asked).toHaveLength(2);
  });

  it('refuses a module without draw, and a plugin that is not ready', async () => {
    module = () => ({ default: {} });
    expect((await failureOf(() => host.load(plugin()))).message).toContain('no "draw"');
    const broken = plugin({ version: '2.0.0', state: { ready: false, reason: 'Its files were changed.' } });
    expect((await failureOf(() => host.load(broken))).message).toBe('Its files were changed.');
  });

  it.each([
    [
      'a bug',
      () => {
        throw new Error('x is undefined');
      },
      {},
      'draw',
      'x is undefined',
    ],
    ['a picture that is none', () => ({ kind: 'html' }), {}, 'draw', 'no kind of picture'],
    ['options that it does not take', () => null, { reduce: 3 }, 'options', '"options.reduce" must be a text'],
  ])('turns %s into a failure of that widget', async (_, draw, options, kind, sentence) => {
    module = () => ({ draw });
    const widget = await host.load(plugin());
    const failure = await failureOf(() => Promise.resolve().then(() => host.draw(widget, input(options))));
    expect(failure).toMatchObject({ kind, widget: 'widget-stat 1.0.0' });
    expect(failure.message).toContain(sentence);
  });

  it('finds the plugin that a pin means by its id and major', () => {
    const all = [plugin({ version: '2.3.0' }), plugin(), plugin({ kind: 'datasource', id: 'x' })];
    expect(pinned(all, 'widget-stat@1')?.version).toBe('1.0.0');
    expect([pinned(all, 'widget-stat@3'), pinned(all, 'x@1'), pinned(all, 'widget-sta@1')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
