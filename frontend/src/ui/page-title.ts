import { inject, Injectable } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { TitleStrategy, type RouterStateSnapshot } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';

/** The text in the browser's tab. Route titles are message keys; a page whose name is data sets it itself. */
@Injectable({ providedIn: 'root' })
export class PageTitle extends TitleStrategy {
  private readonly title = inject(Title);
  private readonly transloco = inject(TranslocoService);

  /** Called by the router after each navigation. */
  override updateTitle(snapshot: RouterStateSnapshot): void {
    const key = this.buildTitle(snapshot);
    this.set(key ? this.transloco.translate(key) : '');
  }

  /** Called by pages whose title is the name of something, such as a dashboard. */
  set(text: string): void {
    this.title.setTitle(text ? `${text} · Quarterdeck` : 'Quarterdeck');
  }
}
