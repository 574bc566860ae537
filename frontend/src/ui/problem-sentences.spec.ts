import { TestBed } from '@angular/core/testing';
import { Language } from '../messages/language';
import { injectMessages, type Messages } from '../messages/messages';
import { Blank, openPage } from '../testing/page';
import { fieldSentence, problemSentence } from './problem-sentences';

describe('what went wrong', () => {
  let messages: Messages;
  beforeEach(async () => {
    await openPage(Blank);
    messages = TestBed.runInInjectionContext(injectMessages);
  });
  const taken = { code: 'connection.name-taken', detail: 'There is already a connection called "Shop".' };

  it('is told in English as the server told it', () => {
    expect(problemSentence(taken, messages)).toBe(taken.detail);
    expect(problemSentence({ code: 'share-link.expired', detail: 'Gone.' }, messages)).toContain('has expired');
  });

  it('is told in French where its code is known', async () => {
    await TestBed.inject(Language).choose('fr');
    expect(problemSentence(taken, messages)).toBe('Une connexion porte déjà ce nom.');
    expect(problemSentence({ code: 'annotation.not-found', detail: 'There is none.' }, messages)).toContain(
      'n’existe plus',
    );
    expect(problemSentence({ code: 'datasource.odd', detail: 'It said 418.' }, messages)).toBe('It said 418.');
  });

  it('stands beside a field in the words of its code, or of the server where many fields may be wrong', async () => {
    await TestBed.inject(Language).choose('fr');
    expect(fieldSentence(taken, taken.detail, messages)).toBe('Une connexion porte déjà ce nom.');
    const invalid = { code: 'request.invalid', detail: 'This request is not valid.' };
    expect(fieldSentence(invalid, 'It is missing.', messages)).toBe('It is missing.');
  });
});
