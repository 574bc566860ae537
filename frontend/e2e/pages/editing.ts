import type { ProductPage } from './product-page.js';
import { all, dashboard, DRAWN, edit, EDITING, label, pressing, removing, shows, type Step, typing } from './steps.js';

const unfolding: Step = async (page) => {
  await page.$$eval('qd-panel-editor details', (parts) => {
    for (const part of parts) part.open = true;
  });
  await page.$eval('qd-panel-editor qd-display-form', (form) => {
    form.scrollIntoView();
  });
};
const renaming: Step = all(
  pressing(label('Dashboard settings'), 'qd-dashboard-settings input'),
  typing('qd-dashboard-settings input', 'Plans of mine'),
  pressing('qd-dashboard-settings .primary', 'h1 ::-p-text(Plans of mine)'),
);
/** Somebody else saves first. */
const overtaking: Step = async (_, { meeting, owner }) => {
  const at = `/api/dashboards/${meeting}`;
  const { version, document } = await owner.json<{ version: number; document: object }>('GET', at);
  const title = `Plans of others (${String(version)})`;
  await owner.json('PUT', at, { version, document: { ...document, title }, note: 'A better name' });
};

export const EDITS: readonly ProductPage[] = [
  { name: 'edit', address: dashboard('shop'), ready: DRAWN, steps: edit(EDITING) },
  {
    name: 'edit-menu',
    address: dashboard('shop'),
    ready: DRAWN,
    steps: edit(label('More for Orders'), '[role="menu"]'),
  },
  {
    name: 'edit-tab-menu',
    address: dashboard('shop'),
    ready: DRAWN,
    steps: edit(label('Options of the tab Now'), '[role="menu"]'),
  },
  {
    name: 'edit-settings',
    address: dashboard('shop'),
    ready: DRAWN,
    steps: edit(label('Dashboard settings'), 'qd-dashboard-settings input'),
  },
  {
    name: 'edit-variables',
    address: dashboard('shop'),
    ready: DRAWN,
    steps: edit(`button${label('Variables')}`, 'qd-variables-editor li, qd-variables-editor button'),
  },
  {
    name: 'edit-note',
    address: dashboard('shop'),
    ready: DRAWN,
    steps: all(edit(EDITING), removing('orders'), pressing(label('Save with a note'), '[role="dialog"] textarea')),
  },
  {
    name: 'edit-phone-order',
    address: dashboard('shop'),
    ready: DRAWN,
    steps: edit(label('Order on phones'), 'qd-phone-order [data-place]'),
  },
  {
    name: 'edit-panel',
    address: dashboard('shop'),
    ready: DRAWN,
    steps: edit(label('Edit Orders'), `qd-panel-editor ${DRAWN}`),
  },
  {
    name: 'edit-panel-display',
    address: dashboard('shop'),
    ready: DRAWN,
    steps: all(edit(label('Edit Orders'), `qd-panel-editor ${DRAWN}`), unfolding),
  },
  {
    name: 'edit-panel-new',
    address: dashboard('shop'),
    ready: DRAWN,
    steps: edit(label('Add a panel'), 'qd-metric-browser input, input[role="combobox"]'),
  },
  {
    name: 'edit-row-menu',
    address: dashboard('shop'),
    ready: DRAWN,
    steps: edit('qd-edit-row-head [aria-haspopup]', '[role="menu"]'),
  },
  {
    name: 'edit-tab-remove',
    address: dashboard('shop'),
    ready: DRAWN,
    steps: edit(label('Options of the tab Now'), '[role="menu"] .danger', '[role="dialog"]'),
  },
  {
    name: 'edit-discard',
    address: dashboard('shop'),
    ready: DRAWN,
    steps: all(edit(EDITING), removing('orders'), pressing('qd-edit-bar .save button', '[role="dialog"]')),
  },
  {
    name: 'edit-variable',
    address: dashboard('shop'),
    ready: DRAWN,
    steps: edit(`button${label('Variables')}`, 'qd-variables-editor li button:nth-child(3)', 'qd-variable-form input'),
  },
  {
    name: 'edit-panel-links',
    address: dashboard('wall'),
    ready: DRAWN,
    steps: all(edit('[data-cell="course"] button[aria-label^="Edit"]', `qd-panel-editor ${DRAWN}`), unfolding),
  },
  { name: 'edit-wall', address: dashboard('wall'), ready: DRAWN, steps: edit(EDITING) },
  {
    name: 'draft-found',
    address: dashboard('meeting'),
    ready: DRAWN,
    steps: all(edit(EDITING), removing('right'), async (page) => {
      page.once('dialog', (question) => void question.accept());
      await page.reload();
      await shows(page, 'qd-draft-note button');
    }),
  },
  {
    name: 'two-editors',
    address: dashboard('meeting'),
    ready: DRAWN,
    steps: all(edit(EDITING), removing('right'), renaming, overtaking, pressing('qd-theirs-note qd-conflict-choice')),
  },
];
