// Opens a report in a real browser: node report.mjs <page> <directory of node_modules>
// Prints a line for each plot: its title and the names of its lines. The first failure ends it with exit code 1.
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import assert from 'node:assert/strict';

const [file, modules] = process.argv.slice(2);
const { chromium } = createRequire(join(modules, 'node_modules', 'x.js'))('playwright-core');
// The first two targets in report.js.
const COLORS = [[0x25, 0x63, 0xeb], [0xdc, 0x26, 0x26]];

const profile = mkdtempSync(join(tmpdir(), 'report-browser-'));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: '/usr/bin/chromium',
  headless: true,
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update',
    '--disable-sync'],
});
const watchdog = setTimeout(() => {
  console.error('The browser did not come to an end in time');
  process.exit(1);
}, 90_000);

/** Returns the title, lines and canvas size of each plot, and the number of pixels of each color. */
function readPlots(colors) {
  return [...document.querySelectorAll('#plots .uplot')].map(plot => {
    const canvas = plot.querySelector('canvas');
    const { width, height } = canvas.getBoundingClientRect();
    const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
    const counts = colors.map(() => 0);
    for (let i = 0; i < pixels.length; i += 4) {
      const color = colors.findIndex(([r, g, b]) => pixels[i] === r && pixels[i + 1] === g && pixels[i + 2] === b);
      if (color >= 0 && pixels[i + 3] > 0) {
        counts[color]++;
      }
    }
    return {
      title: plot.querySelector('.u-title').textContent,
      lines: [...plot.querySelectorAll('.u-legend .u-label')].slice(1).map(label => label.textContent),
      size: [canvas.width, canvas.height, width, height],
      counts,
    };
  });
}

try {
  const page = await browser.newPage();
  const problems = [];
  // Violations of the content security policy come as errors of the console.
  page.on('console', message => ['error', 'warning'].includes(message.type()) && problems.push(message.text()));
  page.on('pageerror', error => problems.push(error.stack));
  page.on('dialog', dialog => {
    problems.push(`a script of recorded text ran: ${dialog.message()}`);
    return dialog.dismiss();
  });
  await page.goto(pathToFileURL(resolve(file)).href);
  // uPlot draws in a microtask. Two frames later, the drawing is on the page.
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
  const plots = await page.evaluate(readPlots, COLORS);
  assert.deepEqual(problems, []);
  assert.equal(plots.length, 3);
  for (const plot of plots) {
    assert.ok(plot.size.every(length => length > 0), `${plot.title} has the size ${plot.size}`);
    // The lines of both targets may overlap, so the later one hides the earlier.
    assert.ok(plot.counts[1] > 0, `${plot.title} has no line: ${plot.counts}`);
    console.log(`${plot.title}: ${plot.lines.join(', ')}`);
  }
} catch (failure) {
  console.error(failure.stack);
  process.exitCode = 1;
} finally {
  await browser.close();
  clearTimeout(watchdog);
  rmSync(profile, { recursive: true, force: true });
}
