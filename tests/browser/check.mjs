// Opens the pages of built folders in headless Chromium and looks at them as people and their tools do.
//   node check.mjs [--screenshots DIR] PROGRAM FOLDER…
// Each FOLDER has `meetings/` and the `out/` that PROGRAM built of it. A line a failed check; exit 1 if there is one.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { access } from './access.mjs';
import { launch, open } from './browser.mjs';
import { copy, forget, pasted, printing, remember } from './buttons.mjs';
import { filters, index } from './filters.mjs';
import { grid } from './grid.mjs';
import { keyboard } from './keyboard.mjs';
import { layout } from './layout.mjs';
import { links } from './links.mjs';
import { plain } from './plain.mjs';
import { print } from './print.mjs';
import { Tree } from './tree.mjs';

const WIDTHS = [360, 800, 1400];
const SCHEMES = ['light', 'dark'];
// The directions and scripts that differ most. In the others only words can be too long.
const CLOSELY = ['en', 'ar', 'zh'];
// Sheets of paper that a page may take.
const SHEETS = 6;
const AT_ONCE = 3;

const words = process.argv.slice(2);
const shots = words[0] === '--screenshots' ? words.splice(0, 2)[1] : undefined;
const [program, ...folders] = words;
if (!folders.length) {
  console.error('usage: node check.mjs [--screenshots DIR] PROGRAM FOLDER…');
  process.exit(2);
}
if (shots) mkdirSync(shots, { recursive: true });

const browser = await launch();
const jobs = [];

// Opens a page, looks at it, closes it. `say` takes what was looked at, as a width, and what is wrong.
function look(page, state, options, check) {
  jobs.push(async () => {
    const said = new Set();
    const say = (at, text) => said.add(`${page.tree.name}/${page.path} ${at}: ${text.replace(/\s+/g, ' ')}`);
    let tab;
    try {
      tab = await open(browser, page, options, (text) => say(state, text));
      await check(tab, say);
    } catch (error) {
      say(state, `could not be looked at: ${error.message.split('\n')[0]}`);
    }
    await tab?.context().close();
    return [...said];
  });
}

const picture = (page, state) =>
  join(shots, `${page.tree.name}-${page.language}-${page.kind === 'meeting' ? page.meeting : page.kind}-${state}`);

function lookAt(page) {
  const closely = CLOSELY.includes(page.language);
  const isMeeting = page.kind === 'meeting';
  look(page, 'opened', { before: remember }, async (tab, say) => {
    const on = (what) => (text) => say(what, text);
    for (const width of WIDTHS) {
      const wrong = on(`at ${width} px`);
      await tab.setViewportSize({ width, height: 900 });
      (await tab.evaluate(layout)).forEach(wrong);
      if (isMeeting) await grid(tab, page, wrong);
      for (const scheme of closely ? SCHEMES : []) {
        (await access(tab, scheme)).forEach(wrong);
        if (shots) await tab.screenshot({ path: `${picture(page, `${width}-${scheme}`)}.png`, fullPage: true });
      }
      if (closely) (await keyboard(tab)).forEach(wrong);
    }
    if (closely) {
      if (page.kind !== 'help') await copy(tab, page, on('copying'));
      await printing(tab, on('printing'));
      if (page.kind === 'index') await index(tab, page, on('its lists'));
      if (isMeeting) await filters(tab, page, on('filters'));
    }
    const pdf = await print(tab, page, on('on paper'), SHEETS);
    if (shots) writeFileSync(`${picture(page, 'print')}.pdf`, pdf);
    if (isMeeting && page.language === 'en') {
      await tab.emulateMedia({ media: 'screen' });
      await tab.setViewportSize({ width: WIDTHS.at(-1), height: 900 });
      await print(tab, page, on('on A3'), SHEETS, 'A3');
    }
  });
  if (!closely) return;
  look(page, 'without JavaScript', { width: WIDTHS[0], script: false }, async (tab, say) => {
    [...(await tab.evaluate(layout)), ...(await tab.evaluate(plain))].forEach((text) => say('without JavaScript', text));
  });
}

const trees = folders.map((folder) => new Tree(folder, program));
for (const tree of trees) {
  await tree.open();
  const pages = tree.languages.flatMap((language) => tree.pages(language));
  pages.forEach(lookAt);
  const state = 'without a clipboard';
  look(pages[0], state, { before: forget }, (tab, say) => copy(tab, pages[0], (text) => say(state, text), 1));
  jobs.push(async () => {
    const said = [];
    const tab = await browser.newPage();
    await links(tree, tab, (path, text) => said.push(`${tree.name}/${path}: ${text}`));
    await tab.close();
    return said;
  });
}

const results = new Array(jobs.length);
let next = 0;
const work = async () => {
  while (next < jobs.length) {
    const at = next++;
    results[at] = await jobs[at]();
  }
};
await Promise.all(Array.from({ length: AT_ONCE }, work));
const said = results.flat();

// There is one clipboard for all pages: last, when nobody else writes to it.
for (const tree of trees) {
  const [page] = tree.pages(tree.languages[0]);
  const state = 'with the real clipboard';
  look(page, state, { permissions: ['clipboard-read', 'clipboard-write'] }, (tab, say) => pasted(tab, page, (text) => say(state, text)));
  said.push(...(await jobs.pop()()));
}

await browser.close();
trees.forEach((tree) => tree.close());
for (const line of said) console.log(line);
if (said.length === 0) console.log(`${trees.length} sites, ${results.length} looks at them: nothing is wrong`);
process.exit(said.length === 0 ? 0 : 1);
