import { effect, inject, Injectable, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { TitleStrategy, type RouterStateSnapshot } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';

/** The text in the browser's tab. Route titles are message keys; a page whose name is data sets it itself. */
@Injectable({ providedIn: 'root' })
export class PageTitle extends TitleStrategy {
  private readonly title = inject(Title);
  private readonly transloco = inject(TranslocoService);
  private readonly key = signal('');

  constructor() {
    super();
    effect(() => {
      const language = this.transloco.activeLang();
      const key = this.key();
      if (key) this.write(this.transloco.translate(key, {}, language));
    });
  }

  /** Called by the router after each navigation. */
  override updateTitle(snapshot: RouterStateSnapshot): void {
    const key = this.buildTitle(snapshot) ?? '';
    this.key.set(key);
    this.write(key && this.transloco.translate(key));
  }

  /** Called by pages whose title is the name of something, such as a dashboard. */
  set(text: string): void {
    this.key.set('');
    this.write(text);
  }

  private write(text: string): void {
    this.title.setTitle(text ? `${text} · Quarterdeck` : 'Quarterdeck');
  }
}
