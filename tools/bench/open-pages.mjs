/** Many open pages in one process: each watches a dashboard, in the words of socket.io but without its weight. */
import WebSocket from 'ws';

const AT_ONCE = 100;
/** Engine.IO 4 and Socket.IO 5: a digit for the packet, another for the message. */
const [PING, PONG, CONNECT, WATCH, ANSWER, EVENT] = ['2', '3', '40', '420', '430', '42'];

const pages = new Set();
let opened = 0;
let round;

async function openAll({ url, cookie, dashboardId, count }) {
  const began = performance.now();
  const waiting = Array.from({ length: count }, (_, nth) => nth);
  const address = `${url.replace('http', 'ws')}/api/live/?EIO=4&transport=websocket`;
  const worker = async () => {
    while (waiting.pop() !== undefined) await openOne(address, cookie, dashboardId);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  opened = pages.size;
  return { open: opened, seconds: (performance.now() - began) / 1000 };
}

function openOne(address, cookie, dashboardId) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address, { headers: { cookie }, perMessageDeflate: false });
    socket.on('error', reject);
    socket.on('close', () => pages.delete(socket));
    socket.on('message', (data) => {
      const text = data.toString();
      if (text === PING) socket.send(PONG);
      else if (text.startsWith(ANSWER)) {
        if (!text.includes('"ok":true')) return reject(new Error(text));
        pages.add(socket);
        resolve();
      } else if (text.startsWith(CONNECT)) socket.send(`${WATCH}${JSON.stringify(['watch', { dashboardId }])}`);
      else if (text.startsWith(EVENT)) hear(socket);
      else if (text.startsWith('0')) socket.send(CONNECT);
    });
  });
}

function hear(socket) {
  if (!round || round.by.has(socket)) return;
  round.by.add(socket);
  round.times.push(performance.timeOrigin + performance.now());
  if (round.by.size < pages.size) return;
  const [first] = round.times;
  process.send({ first, behind: round.times.map((at) => at - first) });
  round = undefined;
}

process.on('message', async ({ open, listen, count }) => {
  if (open) process.send(await openAll(open));
  if (listen) round = { by: new Set(), times: [] };
  if (count) process.send({ lost: opened - pages.size });
});
