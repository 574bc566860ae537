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
import { provideTransloco } from '@jsverse/transloco';
import { routes } from './app.routes';
import { Language, LANGUAGES } from './messages/language';
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
      config: {
        availableLangs: Object.keys(LANGUAGES),
        defaultLang: 'en',
        fallbackLang: 'en',
        missingHandler: { useFallbackTranslation: true },
        reRenderOnLangChange: true,
        prodMode: !isDevMode(),
      },
      loader: MessageLoader,
    }),
    provideAppInitializer(() => {
      inject(ThemeService);
      return inject(Language).start();
    }),
  ],
};
