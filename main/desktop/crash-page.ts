/** Shown when the window's process keeps ending. No script and no style: it has to work when nothing else does. */
export const CRASH_PATH = '/stopped.html';
export const CRASH_PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="color-scheme" content="light dark">
    <title>Lotwatch stopped</title>
  </head>
  <body>
    <main>
      <h1>The window stopped several times in a row</h1>
      <p>Your data is safe: syncs go on without the window. Choose View, then Reload, to try again.
      If it keeps happening, restart Lotwatch and send its log file to support.</p>
    </main>
  </body>
</html>
`;
