import { dashboardRoutes } from '@quarterdeck/sdk/api/dashboards';
import { discussionRoutes } from '@quarterdeck/sdk/api/discussions';
import { folderRoutes, type FolderRight } from '@quarterdeck/sdk/api/folders';
import { identityRoutes } from '@quarterdeck/sdk/api/identity';
import { notificationRoutes, type NotificationPage } from '@quarterdeck/sdk/api/notifications';
import { trashRoutes } from '@quarterdeck/sdk/api/trash';
import { testApp, type TestApp, type TestWorkspace } from '../platform/testing/test-app.js';

describe('news of a comment', () => {
  let app: TestApp;
  let home: TestWorkspace;
  let reader: string;
  let folderId: string;
  let id: string;
  beforeAll(async () => {
    app = await testApp();
  });
  afterAll(() => app.stop());

  beforeEach(async () => {
    home = await app.workspace();
    reader = (await home.viewer.call(identityRoutes.session, {})).user?.id ?? '';
    folderId = (await home.owner.call(folderRoutes.create, { body: { name: 'Board' } })).id;
    const open = await home.owner.call(dashboardRoutes.create, { body: { title: 'Open' } });
    const query = { folder: folderId };
    ({ id } = await home.owner.call(dashboardRoutes.create, { body: { title: 'Closed' }, query }));
    await mention(open.id, 'on the open one');
    await mention(id, 'on the closed one');
    for (let told = 0; told < 2; told = (await news()).unread);
  });

  const mention = (on: string, text: string) =>
    home.owner.call(discussionRoutes.start, {
      params: { id: on },
      body: { subject: { kind: 'dashboard' }, text: `Look @[${reader}], ${text}` },
    });
  const news = (query: object = {}) => home.viewer.call(notificationRoutes.list, { query });
  const grant = (everybody: FolderRight) =>
    home.owner.call(folderRoutes.grant, { params: { id: folderId }, body: { everybody, members: [] } });
  /** Everything that the reader can be told, in pages of one. */
  const told = async () => {
    const excerpts: string[] = [];
    let page: NotificationPage;
    let before: string | null | undefined;
    do {
      page = await news({ limit: 1, ...(before ? { before } : {}) });
      excerpts.push(...page.notifications.map(({ facts }) => facts.excerpt ?? ''));
      before = page.next;
    } while (before);
    const { unread: counted } = await home.viewer.call(notificationRoutes.unread, {});
    expect(counted).toBe(page.unread);
    return [counted, ...excerpts];
  };
  const both = [2, 'Look @viewer, on the closed one', 'Look @viewer, on the open one'];
  const openOnly = [1, 'Look @viewer, on the open one'];

  it('is shown while its reader may see the dashboard', async () => {
    expect(await told()).toEqual(both);
  });

  it('is not shown without a right, and comes back with it, unread as it was', async () => {
    await grant('none');
    expect(await told()).toEqual(openOnly);
    await home.viewer.call(notificationRoutes.readAll, { body: { until: new Date().toISOString() } });
    await grant('view');
    expect(await told()).toEqual([1, ...both.slice(1)]);
  });

  it('is not shown while the dashboard lies in the trash, nor when it is erased', async () => {
    await home.owner.call(dashboardRoutes.remove, { params: { id } });
    expect(await told()).toEqual(openOnly);
    await home.owner.call(trashRoutes.restore, { params: { id } });
    expect(await told()).toEqual(both);
    await home.owner.call(dashboardRoutes.remove, { params: { id } });
    await home.owner.call(trashRoutes.remove, { params: { id } });
    expect(await told()).toEqual(openOnly);
  });
});
