/** A dashboard of time series with known points, and a signed-in page that opens it as a person does. */

const MINUTE = 60_000;
const POINTS = 1000;
export const RANGE = { from: Date.UTC(2032, 0, 1), to: Date.UTC(2032, 0, 1) + POINTS * MINUTE };

/** `panels` of 1,000 points each, `columns` beside one another. */
export async function makeDashboard({ owner, url }, title, { panels, columns, height }) {
  await sendPoints({ owner, url }, panels);
  const width = 24 / columns;
  const { id } = await owner.json('POST', '/api/dashboards', {
    title,
    timezone: 'UTC',
    range: { from: new Date(RANGE.from).toISOString(), to: new Date(RANGE.to).toISOString() },
    panels: Array.from({ length: panels }, (_, n) => ({
      id: `panel-${n}`,
      title: `Series ${n}`,
      widget: 'widget-timeseries@1',
      queries: [queryOf(n)],
      place: { x: (n % columns) * width, y: Math.floor(n / columns) * height, w: width, h: height },
    })),
  });
  return id;
}

export const queryOf = (n) => ({ source: 'metrics', input: { metric: 'bench.panels', labels: { n: String(n) } } });

async function sendPoints({ owner, url }, panels) {
  const { secret } = await owner.json('POST', '/api/api-keys', { name: 'bench panels' });
  for (let n = 0; n < panels; n++) {
    const points = Array.from({ length: POINTS }, (_, at) => [
      0,
      RANGE.from + at * MINUTE,
      Math.round(1000 * Math.sin(at / (20 + n)) + 50 * Math.sin(at * 7)) / 10,
    ]);
    const reply = await fetch(`${url}/api/points`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify({ series: [{ metric: 'bench.panels', labels: { n: String(n) } }], points }),
    });
    if (!reply.ok) throw new Error(await reply.text());
  }
}

/** A page of an empty profile with the owner's session. Close its context when done. */
export async function ownersPage(browser, { url, owner }, viewport) {
  const context = await browser.createBrowserContext();
  const [name, value] = owner.cookie.split('=');
  await context.setCookie({ name, value, domain: new URL(url).hostname, path: '/', httpOnly: true, sameSite: 'Lax' });
  const page = await context.newPage();
  await page.setViewport(viewport);
  return page;
}

/** Resolves when all panels that are on the page are drawn; `near` of them at least. */
export const panelsDrawn = (page, near) =>
  page.waitForFunction(
    (least) => {
      const states = [...document.querySelectorAll('qd-panel')].map(({ dataset }) => dataset.state);
      return states.filter((state) => state === 'ready').length >= least && !states.includes('drawing');
    },
    { polling: 'raf' },
    near,
  );
