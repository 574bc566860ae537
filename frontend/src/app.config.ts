import {
  inject,
  isDevMode,
  provideAppInitializer,
  provideBrowserGlobalErrorListeners,
  provideZonelessChangeDetection,
  type ApplicationConfig,
} from '@angular/core';
import {
  provideRouter,
  TitleStrategy,
  withComponentInputBinding,
  withInMemoryScrolling,
  withNavigationErrorHandler,
} from '@angular/router';
import { provideTransloco, TranslocoService } from '@jsverse/transloco';
import { routes } from './app.routes';
import { MessageLoader } from './messages/messages';
import { FailedOpening } from './ui/failed-opening';
import { PageTitle } from './ui/page-title';
import { ThemeService } from './ui/theme';

export const appConfig: ApplicationConfig = {
  providers: [
    provideZonelessChangeDetection(),
    provideBrowserGlobalErrorListeners(),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
      withNavigationErrorHandler((error) => {
        inject(FailedOpening).remember(error);
      }),
    ),
    { provide: TitleStrategy, useExisting: PageTitle },
    provideTransloco({
      config: { availableLangs: ['en'], defaultLang: 'en', prodMode: !isDevMode() },
      loader: MessageLoader,
    }),
    provideAppInitializer(() => {
      inject(ThemeService);
      return inject(TranslocoService).load('en');
    }),
  ],
};
