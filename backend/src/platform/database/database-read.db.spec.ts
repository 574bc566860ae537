import { testApp, type TestApp, type TestWorkspace } from '../testing/test-app.js';

interface Named {
  name: string;
}
const ALL = 'select name from metrics order by name';

describe('a question in one round trip', () => {
  let app: TestApp;
  let ours: TestWorkspace;
  let theirs: TestWorkspace;
  beforeAll(async () => {
    app = await testApp();
    [ours, theirs] = [await app.workspace('Ours'), await app.workspace('Theirs')];
    for (const [{ pointsKey }, metric] of [[ours, 'ours'] as const, [theirs, 'theirs'] as const]) {
      await app.client(pointsKey).request('POST', '/api/points', [{ metric, time: Date.now(), value: 1 }]);
    }
  });
  afterAll(() => app.stop());
  const read = (workspace: TestWorkspace, text: string, values?: unknown[]) =>
    app.database.read<Named>(workspace.actor, text, values);

  it('sees only the workspace of who asks, however many ask at once over the same connections', async () => {
    const asked = Array.from({ length: 60 }, (_, at) => (at % 2 === 0 ? ours : theirs));
    const answers = await Promise.all(asked.map((workspace) => read(workspace, ALL)));
    expect(answers).toEqual(asked.map((workspace) => [{ name: workspace === ours ? 'ours' : 'theirs' }]));
  });

  it('leaves nothing of its rights to who has the connection next, also where it failed', async () => {
    const failing = Array.from({ length: 30 }, () => read(ours, 'select 1 / $1::int as name', [0]).catch(() => []));
    await Promise.all(failing);
    const roles = await Promise.all(
      Array.from({ length: 30 }, () =>
        app.database.asSystem(() =>
          app.database.sql(
            `select current_user = session_user as own, current_setting('quarterdeck.workspace_id', true) as workspace,
                    current_setting('transaction_read_only') as reads`,
          ),
        ),
      ),
    );
    for (const [role] of roles) expect(role).toEqual({ own: true, workspace: '', reads: 'off' });
  });

  it('has no right on points', async () => {
    await expect(read(ours, 'select from point')).rejects.toThrow('permission denied');
  });

  it('changes nothing', async () => {
    await expect(read(ours, `update metrics set unit = 'EUR'`)).rejects.toThrow('read-only transaction');
    expect(await read(ours, 'select unit as name from metrics')).toEqual([{ name: '' }]);
  });

  it('sees what the transaction around it has changed', async () => {
    await app.database.within(ours.actor, async () => {
      await app.database.sql(`update metrics set description = 'changed'`);
      expect(await read(ours, 'select description as name from metrics')).toEqual([{ name: 'changed' }]);
      await expect(read(theirs, ALL)).rejects.toThrow('cannot change its workspace');
    });
  });
});
