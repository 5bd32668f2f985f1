// The browser, and pages in it that may ask for nothing but the files of their tree.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { packages } from './packages.mjs';

const { chromium } = packages('playwright-core');

// What hangs, not what is slow on a busy machine, is found by it.
const PATIENCE = 180_000;

const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-proxy-server',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Not even a name is looked up elsewhere.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

export async function launch() {
  const folders = process.env.PATH.split(delimiter);
  const executablePath = folders.map((folder) => join(folder, 'chromium')).find(existsSync);
  if (!executablePath) throw new Error('chromium is missing; tests/run installs it');
  return chromium.launch({ executablePath, args: FLAGS, headless: true, timeout: PATIENCE });
}

// Opens a page of a tree. `say` is told of every error and of every request to elsewhere.
export async function open(browser, page, options, say) {
  const { tree, kind, path } = page;
  const { width = 1400, height = 900, script = true, now = tree.moment(kind), before } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    javaScriptEnabled: script,
    // Nothing is to move while it is measured.
    reducedMotion: 'reduce',
    permissions: options.permissions,
    timezoneId: options.zone,
    locale: 'en-GB',
  });
  const tab = await context.newPage();
  tab.setDefaultTimeout(PATIENCE);
  tab.on('pageerror', (error) => say(`error in the page: ${error.message}`));
  tab.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) say(`console: ${message.text()}`);
  });
  tab.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${tree.address}/`) && !url.startsWith('data:')) say(`asks for ${url}`);
  });
  tab.on('requestfailed', (request) => {
    // What the page asks for again, and what it leaves behind, it need not wait for.
    const isLeft = request.resourceType() === 'fetch' && request.failure()?.errorText === 'net::ERR_ABORTED';
    if (!isLeft) say(`does not get ${request.url()}: ${request.failure()?.errorText}`);
  });
  tab.on('response', (response) => {
    if (response.status() >= 400) say(`does not get ${response.url()}: ${response.status()}`);
  });
  if (script) await tab.clock.setFixedTime(now);
  if (before) await tab.addInitScript(before);
  // Other scripts than the page's own.
  if (options.scripts !== undefined) await tab.route('**/*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: options.scripts }));
  await tab.goto(`${tree.address}/${path}`);
  return tab;
}
