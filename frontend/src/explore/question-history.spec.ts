import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { SessionStore } from '../api/session.store';
import { owners, Wire } from '../testing/wire';
import { NO_QUESTION, type Question } from './question';
import { QuestionHistory } from './question-history';

const asking = (metric: string): Question => ({
  ...NO_QUESTION,
  parts: [{ query: { source: 'metrics', kind: 'metrics', input: { metric } }, hidden: false }],
});

describe('the last questions', () => {
  let history: QuestionHistory;
  const asked = () => history.list().map(({ question }) => question.parts[0]?.query.input.metric);
  beforeEach(async () => {
    localStorage.clear();
    new Wire({ 'GET /api/session': { json: owners } });
    TestBed.configureTestingModule({ providers: [provideRouter([])] });
    await TestBed.inject(SessionStore).ready();
    history = TestBed.inject(QuestionHistory);
  });

  it('stand there the newest first, each once', () => {
    for (const metric of ['a', 'b', 'b', 'a']) history.keep(asking(metric));
    history.keep(NO_QUESTION);
    expect(asked()).toEqual(['a', 'b']);
  });

  it('are at most twenty', () => {
    for (let at = 0; at < 25; at++) history.keep(asking(`m${String(at)}`));
    expect(asked()).toHaveLength(20);
    expect(asked()[0]).toBe('m24');
  });

  it('are forgotten on demand', () => {
    history.keep(asking('a'));
    history.forget();
    expect(asked()).toEqual([]);
  });

  it('lie under the person and her workspace, and what another page wrote there does no harm', () => {
    history.keep(asking('a'));
    const [key = ''] = Object.keys(localStorage);
    expect(key).toContain(owners.user?.id);
    expect(key).toContain(owners.workspace?.id);
    const stored = JSON.parse(localStorage.getItem(key) ?? '') as unknown[];
    localStorage.setItem(key, JSON.stringify([null, { at: 1 }, { question: { parts: 'x' }, at: '' }, ...stored]));
    history.keep(asking('b'));
    expect(asked()).toEqual(['b', 'a']);
  });
});
