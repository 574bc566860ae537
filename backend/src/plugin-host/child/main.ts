import type { DataSource } from '@quarterdeck/sdk';
import { Socket } from 'node:net';
import { pathToFileURL } from 'node:url';
import { WIRE_FD } from '../messages.js';
import { MessageType, Wire, type Message } from '../wire.js';
import { HostFetch } from './host-fetch.js';
import { HostSockets } from './host-sockets.js';
import { failureOf, Questions } from './questions.js';
import { raiseWalls } from './walls.js';

/*
 * The process of one plugin version; `plugin-process.ts` starts it with the path of the plugin's module. Bundled into one
 * file by tools/build-plugin-child.mjs, so that the process needs to read nothing but that file and the plugin.
 */
const leave = process.exit.bind(process);
const pluginUrl = pathToFileURL(process.argv[2] ?? '').href;
const socket = new Socket({ fd: WIRE_FD, readable: true, writable: true });
let questions: Questions | undefined;
const wire = new Wire(socket, receive, () => leave(1));
let lastId = 0;
const nextId = () => ++lastId;
const requests = new HostFetch(wire, nextId);
const sockets = new HostSockets(wire, nextId);
// Without the host there is nobody to work for.
socket.on('close', () => leave(0));

function receive(message: Message): void {
  if (message.type === MessageType.CALL) void questions?.answer(message);
  else if (message.type === MessageType.CANCEL) questions?.cancel(message);
  else if (message.type === MessageType.NEXT) questions?.goOn(message);
  else {
    requests.receive(message);
    sockets.receive(message);
  }
}

// Ctrl-C reaches every process of the terminal; when to stop is for the host to say, which closes the wire.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);

raiseWalls(pluginUrl);
try {
  const loaded = (await import(pluginUrl)) as { readonly default?: DataSource };
  if (loaded.default?.kind !== 'datasource') throw new TypeError('Its default export is no datasource.');
  questions = new Questions(loaded.default, wire, { requests, sockets });
  wire.sendJson(MessageType.READY, 0, {});
} catch (error) {
  wire.sendJson(MessageType.ERROR, 0, failureOf(error));
}
