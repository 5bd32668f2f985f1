// A meeting on A4 landscape: nothing is cut, and no week is torn in two.
import { layout } from './layout.mjs';

// 297 × 210 mm less margins of 10 mm, at 96 pixels an inch.
export const SHEET = { width: Math.floor((277 / 25.4) * 96), height: Math.floor((190 / 25.4) * 96) };

const tall = (height) =>
  [...document.querySelectorAll('table.week')]
    .map((table) => ({ caption: table.caption.textContent, is: table.getBoundingClientRect().height, kept: getComputedStyle(table).breakInside }))
    .filter(({ is, kept }) => is > height || kept !== 'avoid')
    .map(({ caption, is }) => `the week "${caption}" is torn: ${Math.round(is)} px on sheets of ${height} px`);

// Paper has no buttons, and it is not of today for long.
const fleeting = () =>
  [...document.querySelectorAll('button, input, nav, .badge')]
    .filter((element) => element.checkVisibility())
    .map((element) => `"${element.textContent.trim() || element.value}" is printed`);

export async function print(tab, say, mostPages) {
  await tab.emulateMedia({ media: 'print' });
  await tab.setViewportSize(SHEET);
  for (const wrong of [...(await tab.evaluate(layout)), ...(await tab.evaluate(tall, SHEET.height)), ...(await tab.evaluate(fleeting))]) say(wrong);
  const pdf = await tab.pdf({ landscape: true, format: 'A4', preferCSSPageSize: true });
  const text = pdf.toString('latin1');
  const pages = text.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
  const boxes = new Set([...text.matchAll(/\/MediaBox\s*\[([^\]]*)\]/g)].map(([, box]) => box.trim().split(/\s+/).map((edge) => Math.round(edge)).join(' ')));
  if (pages < 1 || pages > mostPages) say(`takes ${pages} sheets, ${mostPages} would do`);
  if ([...boxes].join() !== '0 0 842 595') say(`its sheets are ${[...boxes].join(', ')} instead of A4 landscape`);
  return pdf;
}
