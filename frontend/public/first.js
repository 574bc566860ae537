// Before the first paint, so that a chosen theme does not flash the other one. The rest lives in src/ui/theme.ts.
(function () {
  try {
    var choice = localStorage.getItem('quarterdeck.theme');
    if (choice === 'light' || choice === 'dark') document.documentElement.dataset.theme = choice;
  } catch (refused) {
    // Storage may be forbidden: then the system's theme is shown.
  }
})();
// The checks of answers (zod) would try whether they may be compiled, and the security policy would complain: they may not.
globalThis.__zod_globalConfig = { jitless: true };
