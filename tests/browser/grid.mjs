// The grid as it is drawn, beside `timeplan show --format json`: each session stands under its day, beside
// its hours, with its title, and nothing else stands there. Places are those on the screen, not in the file.
const drawn = () => {
  const box = (element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return { left, right, top: top + scrollY, bottom: bottom + scrollY };
  };
  const isSeen = (element) => element?.checkVisibility() && element.getClientRects().length > 0;
  // Heads that stay in the window are measured where they belong.
  scrollTo({ top: 0, behavior: 'instant' });
  const text = (element) => (isSeen(element) ? element.innerText.trim() : '');
  return [...document.querySelectorAll('section.plan .event[id]')].map((event) => {
    const table = event.closest('table');
    const heads = [...(table?.querySelectorAll('thead th[data-date]') ?? [])].map((head) => ({ ...box(head), date: head.dataset.date }));
    const row = [...(table?.querySelectorAll('tbody th') ?? [])].filter(isSeen).map((head) => ({ ...box(head), hours: text(head.querySelector('.hours')) }));
    // Where days stand below each other, each slot of a day says its hours.
    const own = text(event.querySelector('.hours')) || text(event.closest('td')?.querySelector('.at .hours'));
    return {
      id: event.id,
      isSeen: isSeen(event),
      box: box(event),
      heads,
      row,
      own,
      day: event.closest('li[data-date]')?.dataset.date,
      title: text(event.querySelector('.title')),
      sign: text(event.querySelector('.sign')),
    };
  });
};

// What tells them apart without colours.
const SIGNS = { TENTATIVE: '?', CANCELLED: '✕' };

const overlap = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;

const middle = ({ left, right, top, bottom }) => ({ x: (left + right) / 2, y: (top + bottom) / 2 });

// The day under whose head an event is drawn: beside each other on wide screens, below each other on narrow ones.
function day({ box, heads, day: own }) {
  if (own) return own;
  const { x, y } = middle(box);
  const beside = heads.length < 2 || Math.abs(heads[0].top - heads[1].top) < 1;
  if (beside) return heads.find((head) => head.left <= x && x <= head.right && head.bottom <= y + 1)?.date;
  return heads.filter((head) => head.bottom <= y).sort((a, b) => b.bottom - a.bottom)[0]?.date;
}

const hours = ({ box, row, own }) => own || row.find((head) => head.top <= middle(box).y && middle(box).y <= head.bottom)?.hours;

export async function grid(tab, { tree, meeting, language }, say) {
  const events = tree.events(meeting, language).filter((event) => !event.all_day);
  const cells = await tab.evaluate(drawn);
  const seen = [];
  for (const event of events) {
    const cell = cells.find(({ id, isSeen }) => id === event.id && isSeen);
    if (!cell) {
      say(`${event.id} is not drawn`);
      continue;
    }
    const compare = (what, got, want) => {
      if (got !== want) say(`${event.id}: its ${what} is ${got || 'nowhere'} instead of ${want || 'none'}`);
    };
    compare('day', day(cell), event.day);
    compare('hours', hours(cell), event.hours);
    compare('title', cell.title, event.summary);
    compare('sign', cell.sign, SIGNS[event.status] ?? (event.kind === 'plenary' ? '◆' : ''));
    seen.push({ ...event, box: cell.box });
  }
  const ids = new Set(events.map((event) => event.id));
  for (const { id } of cells.filter((cell) => !ids.has(cell.id))) say(`${id} is drawn, and is no event`);
  // Those of a day stand below each other as they follow in time, and none lies upon another.
  seen.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.box.top - b.box.top));
  seen.forEach((event, at) => {
    const before = seen[at - 1];
    if (before?.day === event.day && event.start < before.start) say(`${event.id} stands below ${before.id}, which begins later`);
    const over = seen.slice(at + 1).find(({ box }) => overlap(event.box, box));
    if (over) say(`${event.id} lies upon ${over.id}`);
  });
}
