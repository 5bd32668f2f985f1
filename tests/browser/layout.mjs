// Nothing sticks out: of the page, so that it would scroll sideways, or of the box that it stands in. And no
// word is torn in two because its box is too narrow for it; names with signs in them and Chinese may break. What
// is only heard stands nowhere, and the bar of days and what is on scroll by themselves.
export function layout() {
  const wrong = [];
  const scroller = document.scrollingElement;
  const width = scroller.clientWidth;
  if (scroller.scrollWidth > width) wrong.push(`scrolls sideways: ${scroller.scrollWidth} px of content in ${width} px`);
  const name = (element) => {
    const own = element.id ? `#${element.id}` : [...element.classList].map((word) => `.${word}`).join('');
    return element.tagName.toLowerCase() + own;
  };
  const path = (element) => {
    const names = [];
    for (let at = element; at && at !== document.body && names.length < 3; at = at.parentElement) names.unshift(name(at));
    return names.join(' > ');
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const said = new Set();
  const torn = new Map();
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const element = text.parentElement;
    if (!text.data.trim() || !element.checkVisibility({ visibilityProperty: true }) || element.closest('.skip, .aloud, .days ol, .sessions')) continue;
    // What stands for itself, beside others of its kind: its text may not run into theirs.
    const box = element.closest('td, th, li, dt, dd, p, button, summary, label, caption, legend, h1, h2, h3, a') ?? element;
    const outer = getComputedStyle(box).display === 'contents' ? width : box;
    for (const { 0: word, index } of text.data.matchAll(/(?<=^|\s)(?:(?!\p{Script=Han})\p{L}){3,}(?=\s|[.,:)،]|$)/gu)) {
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      const lines = new Set([...range.getClientRects()].filter((line) => line.width > 0).map((line) => Math.round(line.top / 4)));
      if (lines.size > 1) torn.set(word, torn.get(word) ?? path(element));
    }
    range.selectNodeContents(text);
    for (const { left, right, width: extent } of range.getClientRects()) {
      if (extent === 0) continue;
      const limit = outer === width || getComputedStyle(box).display === 'inline' ? { left: 0, right: width } : box.getBoundingClientRect();
      const where = path(element);
      if ((left < Math.max(0, limit.left) - 1 || right > Math.min(width, limit.right) + 1) && !said.has(where)) {
        said.add(where);
        wrong.push(`"${text.data.trim().slice(0, 40)}" sticks out of ${path(box)} (text of ${where})`);
      }
    }
  }
  if (torn.size) wrong.push(`words are torn in two: ${[...torn.keys()].join(', ')} (the first in ${[...torn.values()][0]})`);
  return wrong;
}
