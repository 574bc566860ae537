import { inject } from '@angular/core';
import FileText from 'lucide/dist/esm/icons/file-text.mjs';
import Pencil from 'lucide/dist/esm/icons/pencil.mjs';
import RefreshCw from 'lucide/dist/esm/icons/refresh-cw.mjs';
import Share2 from 'lucide/dist/esm/icons/share-2.mjs';
import Star from 'lucide/dist/esm/icons/star.mjs';
import Tv from 'lucide/dist/esm/icons/tv.mjs';
import { injectMessages, type Messages } from '../../messages/messages';
import { Commands } from '../../ui/commands';

/** What the page of a dashboard can do; asked each time the palette opens. */
export interface PageDeeds {
  /** The dashboard is there and is only being looked at. */
  isReady(): boolean;
  mayEdit(): boolean;
  /** Undefined where it is not known. */
  isFavourite(): boolean | undefined;
  readonly edit: () => void;
  readonly share: () => void;
  readonly print: () => void;
  readonly refresh: () => void;
  readonly star: () => void;
  readonly watch: () => void;
}

/** Called once by the page: its own deeds stand first in the palette while it is open. */
export function offerPageCommands(deeds: PageDeeds): void {
  const messages = injectMessages();
  inject(Commands).offer(() => {
    if (!deeds.isReady()) return [];
    const favourite = deeds.isFavourite();
    const offered = [
      deeds.mayEdit() && {
        id: 'edit-dashboard',
        text: messages('palette.commands.edit'),
        words: messages('palette.commands.editWords'),
        icon: Pencil,
        run: deeds.edit,
      },
      deeds.mayEdit() && {
        id: 'share-dashboard',
        text: messages('palette.commands.share'),
        words: messages('palette.commands.shareWords'),
        icon: Share2,
        run: deeds.share,
      },
      {
        id: 'refresh-dashboard',
        text: messages('palette.commands.refresh'),
        words: messages('palette.commands.refreshWords'),
        icon: RefreshCw,
        run: deeds.refresh,
      },
      {
        id: 'pdf-dashboard',
        text: messages('palette.commands.pdf'),
        words: messages('palette.commands.pdfWords'),
        icon: FileText,
        run: deeds.print,
      },
      watching(messages, deeds.watch),
      favourite !== undefined && {
        id: 'star-dashboard',
        text: messages(favourite ? 'palette.commands.unstar' : 'palette.commands.star'),
        words: messages('palette.commands.starWords'),
        icon: Star,
        run: deeds.star,
      },
    ];
    return offered.filter((command) => command !== false).map((command) => ({ ...command, here: true }));
  });
}

const watching = (messages: Messages, run: () => void) => ({
  id: 'tv-dashboard',
  text: messages('tv.command'),
  words: messages('tv.words'),
  icon: Tv,
  run,
});
