import { Component, type Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router, RouterOutlet, withComponentInputBinding, type Routes } from '@angular/router';
import { provideTransloco, TranslocoService } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { Language } from '../messages/language';
import { MessageLoader } from '../messages/messages';

@Component({ selector: 'qd-test-root', imports: [RouterOutlet], template: '<router-outlet />' })
class Root {}

/** An empty page, for addresses whose content does not matter. */
@Component({ selector: 'qd-test-blank', template: '' })
export class Blank {}

/** A browser tab with the real router, the real messages and the given routes. */
export async function openTab(routes: Routes): Promise<Tab> {
  TestBed.configureTestingModule({
    providers: [
      provideRouter(routes, withComponentInputBinding()),
      provideTransloco({
        config: { availableLangs: ['en', 'fr'], defaultLang: 'en', reRenderOnLangChange: true },
        loader: MessageLoader,
      }),
    ],
  });
  await firstValueFrom(TestBed.inject(TranslocoService).load('en'));
  await TestBed.inject(Language).speakInFull();
  const root = TestBed.createComponent(Root);
  document.body.append(root.nativeElement as Node);
  return new Tab(() => root.whenStable());
}

/** As {@link openTab}, with one component on it. */
export async function openPage(component: Type<unknown>): Promise<Tab> {
  const tab = await openTab([
    { path: '', component },
    { path: '**', component: Blank },
  ]);
  await tab.go('/');
  return tab;
}

export class Tab {
  constructor(private readonly stable: () => Promise<unknown>) {}

  get address(): string {
    return TestBed.inject(Router).url;
  }

  get text(): string {
    return document.body.textContent.replace(/\s+/g, ' ');
  }

  async go(address: string): Promise<void> {
    await TestBed.inject(Router).navigateByUrl(address);
    await this.settle();
  }

  /** Fills the field with this label. */
  async fill(label: string, value: string): Promise<void> {
    const control = this.field(label);
    control.value = value;
    control.dispatchEvent(new Event('input', { bubbles: true }));
    control.dispatchEvent(new Event('change', { bubbles: true }));
    await this.settle();
  }

  /** The control that a label names. */
  field(label: string): HTMLInputElement {
    const labels = [...document.querySelectorAll('label')];
    const id = labels.find(({ textContent }) => textContent.trim() === label)?.htmlFor;
    return required(document.querySelector<HTMLInputElement>(`#${String(id)}`), `a field "${label}"`);
  }

  /** Presses the last button whose name is this: dialogs stand after the page. */
  async press(name: string): Promise<void> {
    const buttons = [...document.querySelectorAll('button')];
    const named = buttons.filter((button) => (button.getAttribute('aria-label') ?? button.textContent).trim() === name);
    required(named.at(-1) ?? null, `a button "${name}"`).click();
    await this.settle();
  }

  /** Chooses the one of several whose label is this. */
  async choose(name: string): Promise<void> {
    const labels = [...document.querySelectorAll('label')];
    const input = labels.find(({ textContent }) => textContent.trim() === name)?.querySelector('input') ?? null;
    required(input, `a choice "${name}"`).click();
    await this.settle();
  }

  async settle(): Promise<void> {
    for (let turn = 0; turn < 5; turn++) {
      await Promise.resolve();
      await this.stable();
    }
  }
}

function required<T>(found: T | null, what: string): T {
  if (found === null) throw new Error(`There is no ${what} on the page.`);
  return found;
}
