import { DOCUMENT, inject, Injectable } from '@angular/core';

const CHANNEL = 'quarterdeck.workspace';

/** Begins the page anew when the workspace has changed, here and in every other tab of this browser: they share a session. */
@Injectable({ providedIn: 'root' })
export class WholePage {
  private readonly location = inject(DOCUMENT).location;
  private readonly tabs = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(CHANNEL);

  /** Called once by the session store: `differs` says whether this tab shows another workspace than the one that is told. */
  onChange(differs: (workspaceId: string | undefined) => boolean): void {
    this.tabs?.addEventListener('message', ({ data }: MessageEvent<string | undefined>) => {
      if (differs(data)) this.location.reload();
    });
  }

  /** Undefined where the server has chosen the workspace. */
  begin(workspaceId: string | undefined, address: string): void {
    this.tabs?.postMessage(workspaceId);
    this.location.assign(address);
  }
}
