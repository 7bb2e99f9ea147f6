// A page uses the shop in a real browser: node shop.mjs <port> <directory of node_modules> [<digest of a key>]
// With the digest of the server's public key, the browser uses TLS, trusts this key, and must choose HTTP/2.
// Prints one line for each check that passes. The first failure ends it with exit code 1.
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import assert from 'node:assert/strict';

const [port, modules, digest] = process.argv.slice(2);
const { chromium } = createRequire(join(modules, 'node_modules', 'x.js'))('playwright-core');
// Two origins of one server.
const scheme = digest ? 'https' : 'http';
const shop = `${scheme}://127.0.0.1:${port}`;
const elsewhere = `${scheme}://localhost:${port}`;

const profile = mkdtempSync(join(tmpdir(), 'shop-browser-'));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: '/usr/bin/chromium',
  headless: true,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', ...(digest ? [`--ignore-certificate-errors-spki-list=${digest}`] : [])],
});
const watchdog = setTimeout(() => {
  console.error('The browser did not come to an end in time');
  process.exit(1);
}, 90_000);

async function login(page, email, password) {
  return page.evaluate(async ([base, form]) => {
    const response = await fetch(`${base}/v1/auth/login`, { method: 'POST', body: new URLSearchParams(form) });
    return (await response.json()).accessToken;
  }, [shop, { email, password }]);
}

async function speaksTheProtocol(page) {
  const protocol = await page.evaluate(() => performance.getEntriesByType('navigation')[0].nextHopProtocol);
  assert.equal(protocol, digest ? 'h2' : 'http/1.1');
  console.log(`the pages come by ${protocol}`);
}

async function readsAcrossOrigins(page) {
  const seen = await page.evaluate(async base => {
    const response = await fetch(`${base}/v1/catalog/products/1`, { headers: { accept: 'application/json' } });
    return { status: response.status, etag: response.headers.get('etag'), sku: (await response.json()).sku };
  }, shop);
  assert.equal(seen.status, 200);
  assert.equal(seen.sku, 'BOK-0001');
  assert.match(seen.etag, /^(W\/)?".+"$/);
  console.log('a page of another origin reads JSON and the entity tag');
}

async function asksBeforeItWrites(page, token) {
  const written = await page.evaluate(async ([base, bearer]) => {
    const response = await fetch(`${base}/v1/catalog/products/1/reviews`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      body: JSON.stringify({ stars: 5, text: 'Grüße, \u{1F600}' }),
    });
    return { status: response.status, review: await response.json() };
  }, [shop, token]);
  assert.equal(written.status, 201);
  assert.equal(written.review.text, 'Grüße, \u{1F600}');
  console.log('a preflight lets a page of another origin write JSON with a token');
}

async function readsTheRefusal(page, token) {
  const refused = await page.evaluate(async ([base, bearer]) => {
    const response = await fetch(`${base}/v1/catalog/products/1/reviews`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      body: JSON.stringify({ stars: 9, text: ' ' }),
    });
    return { status: response.status, type: response.headers.get('content-type'), problem: await response.json() };
  }, [shop, token]);
  assert.equal(refused.status, 422);
  assert.equal(refused.type, 'application/problem+json');
  assert.deepEqual(refused.problem.errors.map(error => error.pointer).sort(), ['/stars', '/text']);
  console.log('a page of another origin reads why it was refused');
}

async function hearsEvents(page, customer, admin) {
  await page.evaluate(base => {
    window.heard = [];
    window.source = new EventSource(`${base}/v1/catalog/reviews/live`);
    window.source.addEventListener('review', event => window.heard.push([event.lastEventId, JSON.parse(event.data)]));
    return new Promise((resolve, reject) => {
      window.source.onopen = resolve;
      window.source.onerror = () => reject(new Error('the event stream was refused'));
    });
  }, shop);
  await page.evaluate(async ([base, tokens]) => {
    for (const [token, product] of tokens) {
      await fetch(`${base}/v1/catalog/products/${product}/reviews`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ stars: 4, text: `Product ${product}\nis good` }),
      });
    }
  }, [shop, [[customer, 2], [admin, 2]]]);
  await page.waitForFunction(() => window.heard.length === 2, undefined, { timeout: 10_000 });
  const heard = await page.evaluate(() => window.heard);
  await page.evaluate(() => window.source.close());
  assert.equal(heard[0][1].text, 'Product 2\nis good');
  assert.equal(Number(heard[1][0]), Number(heard[0][0]) + 1);
  console.log('EventSource hears reviews as they are written');
}

async function submitsAForm(page) {
  // Like a page without scripts: the browser encodes the form, and shows the response.
  await page.goto(`${shop}/docs/`);
  await page.setContent(`<form method="post" action="${shop}/v1/auth/login">
    <input name="email" value="ada@example.com"><input name="password" value="correct horse"><button>Log in</button></form>`);
  const [response] = await Promise.all([page.waitForNavigation(), page.click('button')]);
  assert.equal(response.status(), 200);
  assert.match((await response.json()).accessToken, /^[A-Za-z0-9_-]{43}$/);
  const cookies = await page.context().cookies(`${shop}/v1/auth/refresh`);
  assert.deepEqual(cookies.map(({ name, httpOnly, sameSite }) => [name, httpOnly, sameSite]), [['refresh', true, 'Strict']]);
  console.log('a submitted form logs in, and its cookie is kept from scripts');
}

async function sendsAForm(page, token) {
  const sent = await page.evaluate(async ([base, bearer]) => {
    const form = new FormData();
    form.set('name', 'from a page');
    form.set('image', new Blob([new Uint8Array([0xff, 0xd8, 0xff, 0xd9])], { type: 'image/jpeg' }), 'Käfer "1".jpg');
    const response = await fetch(`${base}/v1/catalog/images`, {
      method: 'POST', headers: { authorization: `Bearer ${bearer}` }, body: form,
    });
    return { status: response.status, text: await response.text() };
  }, [shop, token]);
  assert.equal(sent.status, 201, sent.text);
  const image = await page.evaluate(async url => {
    const response = await fetch(url);
    return [response.headers.get('content-type'), [...new Uint8Array(await response.arrayBuffer())]];
  }, `${shop}/v1/catalog/images/from%20a%20page.jpg`);
  assert.deepEqual(image, ['image/jpeg', [0xff, 0xd8, 0xff, 0xd9]]);
  console.log('a form with a file is stored');
}

async function readsCompressedPages(page) {
  const response = await page.goto(`${shop}/docs/guides/errors.md`);
  assert.equal(response.status(), 200);
  assert.match(await response.text(), /^# Errors/);
  assert.match(response.headers()['content-encoding'], /^(gzip|br)$/);
  assert.equal(response.headers()['x-content-type-options'], 'nosniff');
  console.log('pages come compressed, with their security headers');
}

try {
  const page = await browser.newPage();
  await page.goto(`${elsewhere}/docs/`);
  await speaksTheProtocol(page);
  const customer = await login(page, 'ada@example.com', 'correct horse');
  const admin = await login(page, 'root@example.com', 'battery staple');
  await readsAcrossOrigins(page);
  await asksBeforeItWrites(page, customer);
  await readsTheRefusal(page, customer);
  await hearsEvents(page, customer, admin);
  await sendsAForm(page, admin);
  await readsCompressedPages(page);
  await submitsAForm(page);
} catch (failure) {
  console.error(failure.stack);
  process.exitCode = 1;
} finally {
  await browser.close();
  clearTimeout(watchdog);
  rmSync(profile, { recursive: true, force: true });
}
