import { registerHooks, syncBuiltinESMExports } from 'node:module';
import { inspect } from 'node:util';
import v8 from 'node:v8';

/** Ways to harm the host or to get out that the permission model of this Node leaves open. */
const DANGEROUS = [
  ...['kill', '_kill', '_debugProcess', '_debugEnd', 'execve', 'abort', 'dlopen', 'binding', '_linkedBinding'],
  ...['getBuiltinModule', 'setuid', 'setgid', 'seteuid', 'setegid', 'setgroups', 'initgroups', 'umask', 'chdir'],
];
const AMBIENT = ['fetch', 'WebSocket', 'EventSource', 'Worker', 'localStorage', 'sessionStorage', 'navigator'];

/**
 * Called once, before the plugin is loaded and after the host has loaded all it needs itself: what is left is the
 * language, the web's data types, timers and the one module that is the plugin. The operating system's walls stand around
 * this; they are no reason to leave doors open.
 */
export function raiseWalls(pluginUrl: string): void {
  // In this order: what the network's parts load last needs a whole process.
  closeNetwork();
  fix(globalThis, 'console', plainConsole());
  closeProcess();
  // A getter put on the root of all objects would see the objects of Node pass by.
  Object.preventExtensions(Object.prototype);
  let loaded = false;
  registerHooks({
    resolve: (specifier, context, next) => {
      if (loaded || specifier !== pluginUrl) throw new Error(`A plugin is one file: it cannot import "${specifier}".`);
      loaded = true;
      return next(specifier, context);
    },
  });
}

function closeProcess(): void {
  for (const name of DANGEROUS) fix(process, name, undefined);
  v8.setFlagsFromString = () => undefined;
  syncBuiltinESMExports();
  const harmless = {
    env: {},
    argv: [],
    versions: {},
    platform: 'quarterdeck',
    nextTick: process.nextTick.bind(process),
  };
  fix(globalThis, 'process', Object.freeze(harmless));
}

/** Node's own console leads to the streams of the process, and these to the sockets of Node. */
function plainConsole(): Partial<Console> {
  const { stdout } = process;
  const write = (...words: unknown[]) => void stdout.write(`${words.map(wordOf).join(' ')}\n`);
  return Object.freeze({ log: write, info: write, debug: write, warn: write, error: write, trace: write });
}

function wordOf(word: unknown): string {
  if (typeof word === 'string') return word;
  return word instanceof Error ? (word.stack ?? word.message) : inspect(word, { depth: 4, breakLength: Infinity });
}

function closeNetwork(): void {
  // Asking for Response loads undici, which leaves a dispatcher with free access to the network on the global object.
  Reflect.get(globalThis, 'Response');
  for (const symbol of Object.getOwnPropertySymbols(globalThis)) {
    if (String(symbol.description).startsWith('undici.globalDispatcher')) fix(globalThis, symbol, undefined);
  }
  for (const name of AMBIENT) fix(globalThis, name, undefined);
}

function fix(target: object, name: string | symbol, value: unknown): void {
  const known = Object.getOwnPropertyDescriptor(target, name);
  if (known?.configurable === false) (target as Record<string | symbol, unknown>)[name] = value;
  Object.defineProperty(target, name, {
    value,
    writable: false,
    ...(known?.configurable === false ? {} : { configurable: false }),
  });
}
