import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { SessionStore } from '../../../api/session.store';
import { owners, Wire } from '../../../testing/wire';
import { emptyDocument } from './documents';
import { Drafts } from './drafts';

const ID = '0199d1a4-0000-7000-8000-000000000009';
const ADA = '0199d1a4-0000-7000-8000-000000000001';
const BOB = '0199d1a4-0000-7000-8000-000000000002';
const change = { version: 3, document: emptyDocument('Rides') };

async function draftsOf(id: string): Promise<Drafts> {
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({ providers: [provideRouter([])] });
  new Wire({ 'GET /api/session': { json: { ...owners, user: { ...owners.user, id } } } });
  await TestBed.inject(SessionStore).ready();
  return TestBed.inject(Drafts);
}

describe('the draft of a dashboard', () => {
  beforeEach(() => {
    localStorage.clear();
  });

  it('is found again by the same person after the page was closed, and by nobody else', async () => {
    (await draftsOf(ADA)).keep(ID, change);
    expect((await draftsOf(ADA)).find(ID)).toMatchObject(change);
    expect((await draftsOf(BOB)).find(ID)).toBeNull();
  });

  it('is gone once it was saved or thrown away', async () => {
    const drafts = await draftsOf(ADA);
    drafts.keep(ID, change);
    drafts.drop(ID);
    expect(drafts.find(ID)).toBeNull();
  });

  it.each(['{"version":1', '7', 'null', JSON.stringify({ ...change, keptAt: 4 }), JSON.stringify({ version: 0 })])(
    'is dropped where it cannot be read: %s',
    async (text) => {
      const drafts = await draftsOf(ADA);
      localStorage.setItem(`quarterdeck.draft.${ADA}.${ID}`, text);
      expect(drafts.find(ID)).toBeNull();
      expect(localStorage).toHaveLength(0);
    },
  );
});
