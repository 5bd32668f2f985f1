
// The page of all meetings: what is on and what comes next, the deadlines that come first, and a search in all of it.
{
  const MOST = 10;

  // The sessions of a meeting that are on, else those that begin next: by the page of the meeting, which knows them.
  const sessions = async (card) => {
    const list = document.createElement('ul');
    list.className = 'sessions';
    card.append(list);
    const link = card.querySelector('.name');
    const show = (events) => {
      const at = Date.now();
      const coming = events.filter(({ end }) => end > at);
      const first = Math.min(...coming.map(({ start }) => start));
      const on = coming.filter(({ start }) => start <= Math.max(at, first));
      list.replaceChildren(...on.map(({ id, start, title, room, clock }) => {
        const [item, to] = [document.createElement('li'), document.createElement('a')];
        [to.href, to.textContent] = [`${link.getAttribute('href')}#${id}`, title];
        const day = document.createElement('span');
        day.textContent = dayOf(new Date(start)) === here ? '' : dayName.format(start);
        item.append(to, ' ', ...(room ? [room.cloneNode(true), ' '] : []), ...(day.textContent ? [day, ' '] : []));
        if (start <= at) badge(item, now);
        item.append(clock.cloneNode(true));
        return item;
      }));
      list.hidden = !on.length;
    };
    try {
      const answer = await fetch(link.href);
      if (!answer.ok) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const events = all('.plan .event[id]:not(.cancelled, [data-kind=lunch])', page).map((event) => ({
        id: event.id,
        start: Date.parse(event.dataset.start),
        end: Date.parse(event.dataset.end),
        title: event.querySelector('.title').textContent,
        room: event.querySelector('.room'),
        clock: event.querySelector('.clock'),
      }));
      show(events);
      setInterval(show, 60000, events);
    } catch {
      list.remove();
    }
  };
  const dayName = new Intl.DateTimeFormat(`${document.documentElement.lang}-u-ca-gregory-nu-latn`, { timeZone: 'Europe/Zurich', weekday: 'short', day: 'numeric', month: 'short' });

  const begin = (search) => {
    const template = document.getElementById('on-now');
    const open = all('.card:not(.cancelled, .postponed)').filter((card) => card.dataset.last >= here);
    const next = open.map((card) => card.dataset.first).filter((first) => first > here).sort()[0];
    const onNow = open.filter(({ dataset: { first } }) => first <= here || first === next);
    if (onNow.length) {
      const made = template.content.cloneNode(true);
      const cards = onNow.map((card) => card.cloneNode(true));
      made.querySelector('.cards').append(...cards);
      template.replaceWith(made);
      // A page from a disk may not read another one.
      if (location.protocol.startsWith('http')) cards.filter((card) => card.dataset.first <= here).forEach(sessions);
    }

    // Those to come first; all of them, past ones too, are folded below.
    const soon = document.querySelector('.soon');
    const every = document.querySelector('.every');
    const coming = soon ? all('.due:not(.over)', every) : [];
    if (soon) {
      soon.append(...coming.slice(0, MOST).map((due) => due.cloneNode(true)));
      soon.parentElement.querySelector('.none').hidden = coming.length > 0;
      every.open = false;
    }

    // What stands there twice is looked for where all of it stands.
    const items = all('.year :is(.card, .due), ul.feeds > li').map((element) => ({ element, text: plain(element.textContent) }));
    const lists = all('.year, .every, ul.feeds');
    const extras = [...all('section:has(> h2#now), section.subscribe, section.changes, .own-view'), ...(soon ? [soon] : [])];
    const sections = all('section').filter((section) => items.some(({ element }) => section.contains(element)));
    const unfound = document.getElementById('unfound');
    let before;
    const find = () => {
      const words = plain(search.value).split(' ').filter(Boolean);
      const isFinding = words.length > 0;
      let left = 0;
      for (const { element, text } of items) {
        element.hidden = !words.every((word) => text.includes(word));
        if (!element.hidden) left += 1;
      }
      const isEmpty = (whole) => items.every(({ element }) => element.hidden || !whole.contains(element));
      for (const whole of [...lists, ...sections]) whole.hidden = isFinding && isEmpty(whole);
      for (const list of all('h3 + ul.feeds')) list.previousElementSibling.hidden = list.hidden;
      for (const extra of extras) extra.hidden = isFinding;
      // What was folded opens while words are looked for, and folds again.
      const folded = all('details.year, details.every');
      if (isFinding) before ??= folded.map((details) => details.open);
      folded.forEach((details, at) => { if (before) details.open = isFinding || before[at]; });
      if (!isFinding) before = undefined;
      unfound.textContent = left ? '' : unfound.dataset.none;
    };
    // What is looked for stands in the address: `#q=terms`.
    const read = () => {
      const hash = location.hash.slice(1);
      // A link to a place of the page leaves what is looked for as it is.
      if (!hash || hash.includes('=')) search.value = new URLSearchParams(hash).get('q') ?? '';
      find();
    };
    search.addEventListener('input', () => {
      find();
      const words = search.value.trim();
      history.replaceState(null, '', words ? `#q=${encodeURIComponent(words)}` : location.pathname + location.search);
    });
    addEventListener('hashchange', read);
    addEventListener('popstate', read);
    search.closest('label').hidden = false;
    read();
  };
  const search = document.getElementById('find');
  if (search) begin(search);
}
