import { Component, computed } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { TranslocoPipe } from '@jsverse/transloco';
import { openPage, type Tab } from '../testing/page';
import { injectIsOne, injectNumberFormat } from '../ui/locale';
import { Language } from './language';
import { injectMessages } from './messages';

@Component({
  imports: [TranslocoPipe],
  template: `<p>{{ 'ui.cancel' | transloco }} {{ said() }} {{ numbers().format(1234.5) }}</p>`,
})
class Page {
  private readonly messages = injectMessages();
  protected readonly numbers = injectNumberFormat();
  protected readonly said = computed(() => this.messages('dashboards.panels', { count: 2 }));
}

describe('the language', () => {
  let tab: Tab;
  const browserSpeaks = (...languages: string[]) => {
    Object.defineProperty(navigator, 'languages', { configurable: true, value: languages });
  };
  beforeEach(async () => {
    localStorage.clear();
    browserSpeaks('en-GB');
    tab = await openPage(Page);
  });

  it('changes every text and number while the page stays', async () => {
    expect(tab.text).toContain('Cancel 2 panels 1,234.5');
    await TestBed.inject(Language).choose('fr');
    await tab.settle();
    expect(tab.text).toContain('Annuler 2 panneaux 1 234,5');
    expect(document.documentElement.lang).toBe('fr');
  });

  it('is the one of the browser on the first visit, and what was chosen on this device afterwards', async () => {
    const language = TestBed.inject(Language);
    browserSpeaks('de-DE', 'fr-CA', 'en-US');
    await language.start();
    expect([language.current(), language.locale()]).toEqual(['fr', 'fr-CA']);
    await language.choose('en');
    await language.start();
    expect([language.current(), language.locale()]).toEqual(['en', 'en-US']);
  });

  it('is English where nothing of what the browser speaks is known', async () => {
    browserSpeaks('de-DE', 'constructor');
    localStorage.setItem('quarterdeck.language', 'xx');
    const language = TestBed.inject(Language);
    await language.start();
    expect(language.current()).toBe('en');
  });

  it('knows which counts take the singular', async () => {
    const isOne = TestBed.runInInjectionContext(injectIsOne);
    expect([0, 1, 2].map(isOne)).toEqual([false, true, false]);
    await TestBed.inject(Language).choose('fr');
    expect([0, 1, 2].map(isOne)).toEqual([true, true, false]);
  });

  it('is on paper the one that was asked for, with its region, whatever the printing browser speaks', async () => {
    const language = TestBed.inject(Language);
    await language.show('fr-CH');
    expect([language.current(), language.locale()]).toEqual(['fr', 'fr-CH']);
  });
});
