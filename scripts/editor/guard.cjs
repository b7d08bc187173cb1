'use strict';
// Preloaded into the server: its standard input is a pipe held by the test
// launcher. When that ends, however the launcher died, the whole group ends too.
if (/server-main\.js$/.test(process.argv[1] || '')) {
  const end = () => {
    try {
      if (process.platform !== 'win32') process.kill(-process.pid, 'SIGKILL');
    } catch {
      /* not a group leader */
    }
    process.exit(1);
  };
  process.stdin.on('end', end).on('close', end).on('error', end).resume();
  if (process.stdin.unref) process.stdin.unref();
}
