import { dashboardRoutes } from '../api/dashboards.js';
import { annotationRoutes } from '../api/annotations.js';
import { identityRoutes } from '../api/identity.js';
import { encodeFrames } from '../frame-codec.js';
import { frameOf } from '../frame.js';
import { ApiError, QuarterdeckClient } from './client.js';

const ID = '0197a1c2-0000-7000-8000-000000000001';

/** A client whose wire ends here: it notes what was sent and answers with what it is given. */
function clientOf(answer: () => Response | Promise<Response>, token?: string) {
  const sent: { url: string; init: RequestInit }[] = [];
  const client = new QuarterdeckClient({
    baseUrl: 'http://quarterdeck.test',
    ...(token === undefined ? {} : { token }),
    fetch: (url, init = {}) => {
      sent.push({ url: url as string, init });
      return Promise.resolve(answer());
    },
  });
  return { client, sent };
}
const rejected = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('the client', () => {
  it('fills in the path and the query string', async () => {
    const { client, sent } = clientOf(() => Response.json([]));
    await client.call(annotationRoutes.ofDashboard, { params: { id: ID }, query: { from: 1, to: 2 } });
    expect(sent[0]).toMatchObject({
      url: `http://quarterdeck.test/api/dashboards/${ID}/annotations?from=1&to=2`,
      init: { method: 'GET', credentials: 'same-origin' },
    });
  });

  it('sends a token and then no cookie', async () => {
    const { client, sent } = clientOf(() => new Response(null, { status: 204 }), 'qd_key_secret');
    await expect(client.call(identityRoutes.signOut, {})).resolves.toBeUndefined();
    expect(sent[0]?.init).toMatchObject({ credentials: 'omit', headers: { authorization: 'Bearer qd_key_secret' } });
  });

  it('refuses an answer that is not what the route declares', async () => {
    const { client } = clientOf(() => Response.json({ id: 7 }));
    await expect(client.call(dashboardRoutes.get, { params: { id: ID } })).rejects.toThrow();
  });

  it('throws the problem that the server tells', async () => {
    const problem = {
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      code: 'dashboard.not-found',
      detail: 'There is none.',
    };
    const { client } = clientOf(() => Response.json(problem, { status: 404 }));
    const error = await rejected(client.call(dashboardRoutes.get, { params: { id: ID } }));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 404, message: 'There is none.', problem });
  });

  it('throws a problem of its own for an answer that is none', async () => {
    const { client } = clientOf(() => new Response('<h1>Bad gateway</h1>', { status: 502 }));
    const error = await rejected(client.call(dashboardRoutes.list, {}));
    expect(error).toMatchObject({ status: 502, problem: { code: 'http', detail: 'The server answered with 502.' } });
  });

  it('says that the server cannot be reached, but lets an abort pass', async () => {
    const { client } = clientOf(() => Promise.reject(new TypeError('fetch failed')));
    expect(await rejected(client.call(dashboardRoutes.list, {}))).toMatchObject({
      status: 0,
      problem: { code: 'server.unreachable' },
    });
    const signal = AbortSignal.abort(new Error('enough'));
    expect(await rejected(client.call(dashboardRoutes.list, { signal }))).toBeInstanceOf(TypeError);
  });

  it('reads frames and gives each answer its own', async () => {
    const one = frameOf('one', [{ name: 'v', type: 'number', values: Float64Array.of(1) }]);
    const two = frameOf('two', [{ name: 'v', type: 'number', values: Float64Array.of(2) }]);
    const problem = { code: 'plugin.auth', detail: 'Check the token.', fault: 'settings' };
    const meta = {
      answers: [
        { frames: [1], problem: null },
        { frames: [], problem },
        { frames: [0], problem: null },
      ],
    };
    const { client, sent } = clientOf(() => new Response(encodeFrames([one, two], meta)));
    const body = { range: { from: 1, to: 2 }, panels: ['a', 'b', 'c'] };
    const answers = await client.frames(dashboardRoutes.panels, { params: { id: ID }, body });
    expect(answers).toEqual([
      { frames: [two], problem: null },
      { frames: [], problem },
      { frames: [one], problem: null },
    ]);
    expect(sent[0]?.init.headers).toMatchObject({ accept: 'application/vnd.quarterdeck.frames' });
  });
});
