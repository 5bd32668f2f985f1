// A page on paper, A4 or A3 landscape: what stands on the screen stands there too, nothing is cut off, and what fits on a
// sheet is not torn. Both are seen as the browser lays them out, and in the document that it prints.
import { execFileSync } from 'node:child_process';
import { grid } from './grid.mjs';
import { layout } from './layout.mjs';

// Sheets in mm, as pixels of a style sheet and as points of a document, and their margins.
const PAPERS = { A4: [297, 210], A3: [420, 297] };
const EDGE = 10;
const pixels = (mm) => Math.floor((mm / 25.4) * 96);
const points = (mm) => (mm / 25.4) * 72;
const MARGIN = points(EDGE);

// What is for the screen alone: ways to other pages, controls, ways to subscribe, and what is of today.
const FOR_THE_SCREEN =
  'header.site, .skip, .aloud, .subscribe, .calendars, .own-view, .follow, .jump, .find, .sessions, .to, .own, #view, button, .badge';

// What is not torn if it fits on a sheet.
const WHOLE = 'table.week, .week tr, .event, .pair, .due, .card';

// The texts that are seen, each with what it is a part of.
const texts = (besides) => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const words = (text) => text.replace(/\s+/g, ' ').trim();
  const seen = [];
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const element = text.parentElement;
    if (!words(text.data) || element.closest(besides) || !element.checkVisibility({ visibilityProperty: true })) continue;
    seen.push({ text: words(text.data), of: words((element.closest('.event, tr, li, p, div') ?? element).innerText).slice(0, 60) });
  }
  return seen;
};

const printed = (besides) =>
  [...document.querySelectorAll(besides)]
    .filter((element) => element.checkVisibility())
    .map((element) => `"${element.textContent.trim() || element.id || element.className}" is printed`);

const wholes = (what) =>
  [...document.querySelectorAll(what)]
    .filter((element) => element.checkVisibility())
    .map((element) => ({ text: element.innerText, height: element.getBoundingClientRect().height }));

// The heads of each week's days, and the labels of its slots.
const heads = () =>
  [...document.querySelectorAll('table.week')].map((week) => ({
    days: [...week.querySelectorAll('thead th[data-date]')].map((head) => head.innerText),
    slots: [...week.querySelectorAll('tbody th')].map((head) => head.innerText),
  }));

// What one list has more often than another.
function lost(these, those, key = (item) => item) {
  const left = new Map();
  for (const item of those) left.set(key(item), (left.get(key(item)) ?? 0) + 1);
  return these.filter((item) => {
    const count = left.get(key(item)) ?? 0;
    left.set(key(item), count - 1);
    return count <= 0;
  });
}

// Lines end elsewhere on paper; brackets around local hours are the style sheet's; some letters have two codes.
const bare = (text) => text.normalize('NFKC').replace(/[\s()\p{Cf}]+/gu, '');

// Programs differ in the order of letters that run to the left, and in where a word of them ends: these are counted.
const counted = (text) => text.normalize('NFKC').replace(/\p{Mn}/gu, '').match(/\p{Script=Arabic}|\p{Script=Latin}+|\d+/gu) ?? [];

export const pdftotext = (pdf, option) =>
  execFileSync('pdftotext', [option, '-enc', 'UTF-8', '-', '-'], { input: pdf, encoding: 'utf8', maxBuffer: 1 << 26 });

// The document as a program reads it that knows nothing of browsers. Gives the number of its sheets.
function read(pdf, { paper, sheet: whole, seen, kept, weeks, isLeftward }, say) {
  const sheets = pdftotext(pdf, '-raw').split('\f').slice(0, -1);
  if (isLeftward) {
    const missing = lost(seen.flatMap(({ text }) => counted(text)), counted(sheets.join(' ')));
    if (missing.length) say(`the document lacks ${missing.slice(0, 5).join(', ')} (${missing.length})`);
  } else {
    const [all, bares] = [bare(sheets.join('')), sheets.map(bare)];
    for (const { text, of } of seen) {
      const wanted = seen.filter((other) => other.text === text).length;
      if (all.split(bare(text)).length - 1 < wanted) say(`"${text}" is not in the document, or not as often as on the screen (of "${of}")`);
    }
    for (const { text, height } of kept) {
      if (height <= whole.height && !bares.some((sheet) => sheet.includes(bare(text)))) say(`"${text.slice(0, 60)}" is torn`);
    }
    // A week that goes on says its days again.
    for (const sheet of bares) {
      const has = (text) => sheet.includes(bare(text));
      const bareOf = weeks.filter(({ slots }) => slots.some(has));
      if (bareOf.length && !weeks.some(({ days }) => days.every(has))) say(`a sheet has ${bareOf[0].slots.find(has)} and not the days above it`);
    }
  }
  const pages = pdftotext(pdf, '-bbox');
  // The browser measures sheets in hundredths of an inch.
  for (const [, width, height] of pages.matchAll(/<page width="([^"]*)" height="([^"]*)"/g)) {
    if (Math.abs(width - paper.width) > 1 || Math.abs(height - paper.height) > 1) say(`a sheet is ${width} × ${height} instead of ${paper.width} × ${paper.height}`);
  }
  for (const [, ...box] of pages.matchAll(/<word xMin="([^"]*)" yMin="([^"]*)" xMax="([^"]*)" yMax="([^"]*)">([^<]*)/g)) {
    const [left, top, right, bottom] = box.map(Number);
    // Lines are as high as the highest letters of their font, which need not be there.
    const middle = (top + bottom) / 2;
    const isOn = left >= MARGIN - 1 && right <= paper.width - MARGIN + 2 && middle >= MARGIN && middle <= paper.height - MARGIN;
    if (!isOn) say(`"${box[4]}" is cut off`);
  }
  return sheets.length;
}

// Looks at a page that is on a wide screen, and leaves it on paper. `most` sheets will do.
export async function print(tab, page, say, most, format = 'A4') {
  const [width, height] = PAPERS[format];
  const paper = { width: Math.round(points(width)), height: Math.round(points(height)) };
  const sheet = { width: pixels(width - 2 * EDGE), height: pixels(height - 2 * EDGE) };
  const seen = await tab.evaluate(texts, FOR_THE_SCREEN);
  await tab.emulateMedia({ media: 'print' });
  await tab.setViewportSize(sheet);
  const there = await tab.evaluate(texts, FOR_THE_SCREEN);
  for (const { text, of } of lost(seen, there, ({ text }) => text)) say(`"${text}" is not there (of "${of}")`);
  for (const wrong of [...(await tab.evaluate(layout)), ...(await tab.evaluate(printed, FOR_THE_SCREEN))]) say(wrong);
  if (page.kind === 'meeting') await grid(tab, page, say);
  const kept = await tab.evaluate(wholes, WHOLE);
  const weeks = await tab.evaluate(heads);
  const isLeftward = await tab.evaluate(() => document.dir === 'rtl');
  const pdf = await tab.pdf({ landscape: true, format, preferCSSPageSize: true });
  const sheets = read(pdf, { paper, sheet, seen, kept, weeks, isLeftward }, say);
  if (sheets < 1 || sheets > most) say(`takes ${sheets} sheets, ${most} would do`);
  return pdf;
}
