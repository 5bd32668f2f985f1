
// Today, what is going on, and the way there.
{
  for (const cell of all(`[data-date="${here}"]:not(.due)`)) {
    cell.classList.add('today');
    const name = cell.querySelector(':scope > time');
    if (name) badge(cell.tagName === 'TH' ? cell : name, today);
  }
  const starts = new Map(all('.event[data-end]').map((event) => [event, Date.parse(event.querySelector('time').dateTime)]));
  const mark = () => {
    const at = Date.now();
    const turn = (element, is) => {
      if (is === element.classList.contains('going')) return;
      element.classList.toggle('going', is);
      if (is) badge(element, now);
      else element.querySelector('.badge').remove();
    };
    for (const [event, start] of starts) {
      turn(event, start <= at && at < Date.parse(event.dataset.end) && !event.classList.contains('cancelled'));
    }
    for (const head of all('.week :is(.stays, .at)')) turn(head, Boolean(head.closest('td, tr').querySelector('.event.going')));
  };
  mark();
  setInterval(mark, 60000);

  const tabs = all('.days li');
  const go = (date, behavior) => {
    const cells = all(`.plan :is(td, li)[data-date="${date}"]`).filter((cell) => all('.event', cell).some((event) => event.checkVisibility()));
    cells[0]?.scrollIntoView({ block: 'start', behavior });
    // A day that is longer than the screen is shown where it is now.
    const going = date === here && cells.find((cell) => cell.querySelector('.event.going'));
    if (going && going.getBoundingClientRect().top > innerHeight - 160) going.scrollIntoView({ block: 'start', behavior });
  };
  for (const tab of tabs) {
    const link = tab.querySelector('a');
    if (tab.dataset.date === here) {
      link.setAttribute('aria-current', 'date');
      badge(link, today);
    }
    // The choice of events, which stands in the address, stays there.
    link.addEventListener('click', (click) => {
      click.preventDefault();
      go(tab.dataset.date);
    });
  }
  // During the meeting the page opens at its day, unless it was left elsewhere or leads elsewhere.
  const next = tabs.find((tab) => tab.dataset.date >= here);
  if (next) next.parentElement.scrollLeft += next.getBoundingClientRect().left - next.parentElement.getBoundingClientRect().left;
  const isFresh = (performance.getEntriesByType('navigation')[0]?.type ?? 'navigate') === 'navigate';
  const leadsElsewhere = location.hash && !location.hash.includes('=');
  if (next && tabs[0].dataset.date <= here && isFresh && !leadsElsewhere) addEventListener('DOMContentLoaded', () => go(next.dataset.date, 'instant'));

  // What lies over the page closes again.
  const menus = all('.menu');
  const close = (but) => menus.forEach((menu) => { if (menu !== but) menu.open = false; });
  document.addEventListener('click', ({ target }) => close(target.closest('.menu')));
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    const open = menus.find((menu) => menu.open);
    close();
    open?.querySelector('summary').focus();
  });
}
