import type { TestApp, TestClient, TestWorkspace } from './test-app.js';

export interface ResourceCase {
  /** The collection: `/api/dashboards`. A function where it hangs on something that must be made first. */
  readonly path: string | ((workspace: TestWorkspace) => Promise<string>);
  /** Where one lies; the collection by default. */
  readonly item?: (id: string) => string;
  /** A function where each must differ, as in a name that is taken once. */
  readonly body: unknown;
  /** Each must be refused with 422 and change nothing. */
  readonly badBodies: readonly unknown[];
  /** How the id is found in the answer to a creation. */
  readonly idOf?: (made: unknown) => string;
  /** `editor` where viewers are told less of one; everybody by default. */
  readonly reader?: 'editor' | 'viewer';
  readonly can?: { readonly read?: boolean; readonly update?: (made: unknown) => unknown };
  /** Who may create; `owner` by default. Where a viewer may, nobody has a lesser role: others only may not touch hers. */
  readonly creator?: 'owner' | 'editor' | 'viewer';
  /** The ids in a listed element, where it is not its own. */
  readonly idsIn?: (listed: unknown) => string[];
  /** The list in the answer, where it comes in pages. */
  readonly listIn?: (answer: unknown) => readonly unknown[];
}

const UNKNOWN = '00000000-0000-4000-8000-000000000000';
const idOfAnswer = (made: unknown) => (made as { id: string }).id;

/** What every resource must do: its whole life, and nothing of it for another workspace or a lesser role. */
export function describeResource(name: string, app: () => TestApp, given: ResourceCase): void {
  const { badBodies, idOf = idOfAnswer, can = {}, creator = 'owner', reader = 'viewer' } = given;
  const { idsIn = (listed: unknown) => [idOfAnswer(listed)] } = given;
  const { listIn = (answer: unknown) => answer as unknown[] } = given;
  const other = creator === 'viewer' ? 'editor' : 'viewer';

  describe(`${name} as a resource`, () => {
    const bodyOf = (): unknown => (typeof given.body === 'function' ? (given.body as () => unknown)() : given.body);
    let ours: TestWorkspace;
    let theirs: TestWorkspace;
    let collection: string;
    const itemAt = (id: string) => given.item?.(id) ?? `${collection}/${id}`;

    beforeAll(async () => {
      ours = await app().workspace('Ours');
      theirs = await app().workspace('Theirs');
      collection = typeof given.path === 'string' ? given.path : await given.path(ours);
    });

    const make = async () => {
      const reply = await ours[creator].request('POST', collection, bodyOf());
      expect(reply.status).toBe(201);
      const made: unknown = await reply.json();
      return { made, id: idOf(made) };
    };
    const ids = async (client: TestClient) =>
      listIn(await (await client.request('GET', collection)).json()).flatMap(idsIn);

    it('is created, listed and removed', async () => {
      const { id } = await make();
      expect(await ids(ours.owner)).toContain(id);
      expect((await ours.owner.request('DELETE', itemAt(id))).status).toBe(204);
    });

    it('answers 404 with a problem document for an id that is unknown, and 422 for one that is none', async () => {
      const unknown = await ours.owner.request('DELETE', itemAt(UNKNOWN));
      expect([unknown.status, unknown.headers.get('content-type')]).toEqual([
        404,
        'application/problem+json; charset=utf-8',
      ]);
      expect((await ours.owner.request('DELETE', itemAt('1'))).status).toBe(422);
    });

    it('does not exist for another workspace', async () => {
      const { id } = await make();
      expect((await theirs.owner.request('DELETE', itemAt(id))).status).toBe(404);
      expect(await ids(ours.owner)).toContain(id);
      const list = await theirs.owner.request('GET', collection);
      if (list.status === 200) expect(JSON.stringify(await list.json())).not.toContain(id);
      else expect(list.status).toBe(404);
      if (can.read) expect((await theirs.owner.request('GET', itemAt(id))).status).toBe(404);
    });

    it('refuses a bad body and changes nothing', async () => {
      const before = await ids(ours.owner);
      for (const bad of badBodies) {
        const reply = await ours[creator].request('POST', collection, bad);
        expect([JSON.stringify(bad), reply.status]).toEqual([JSON.stringify(bad), 422]);
      }
      expect((await ours[creator].request('POST', collection, '{"cut')).status).toBe(400);
      expect(await ids(ours.owner)).toEqual(before);
    });

    it('is closed to who may not touch it and to who is not signed in', async () => {
      if (creator !== 'viewer') expect((await ours.viewer.request('POST', collection, bodyOf())).status).toBe(403);
      expect((await app().client().request('POST', collection, bodyOf())).status).toBe(401);
      const { id } = await make();
      expect((await ours[other].request('DELETE', itemAt(id))).status).toBe(403);
      expect((await app().client().request('DELETE', itemAt(id))).status).toBe(401);
    });

    if (can.read) {
      it('is read as it was made', async () => {
        const { made, id } = await make();
        expect(await (await ours[reader].request('GET', itemAt(id))).json()).toEqual(made);
      });
    }

    const { update } = can;
    if (update) {
      it('is changed, and not for another workspace', async () => {
        const { made, id } = await make();
        expect((await theirs.owner.request('PUT', itemAt(id), update(made))).status).toBe(404);
        expect((await ours[other].request('PUT', itemAt(id), update(made))).status).toBe(403);
        expect((await ours[creator].request('PUT', itemAt(id), update(made))).status).toBe(200);
      });
    }
  });
}
