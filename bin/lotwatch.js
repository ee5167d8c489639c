#!/usr/bin/env node
// Plain JavaScript that any Node can parse: an old one is told so instead of failing on syntax.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  process.stderr.write(
    `lotwatch needs Node 24 or later; this is ${process.versions.node}. Install it from https://nodejs.org\n`,
  );
  process.exit(1);
}
await import('../dist/main/cli.js');
