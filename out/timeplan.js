/* timeplan */
'use strict';
(() => {
  const { now, today, copied } = document.body.dataset;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const language = document.documentElement.lang;

  // The day in Geneva, as YYYY-MM-DD.
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', { timeZone: 'Europe/Zurich', year: 'numeric', month: '2-digit', day: '2-digit' });
  const day = Object.fromEntries(format.formatToParts(new Date()).map(({ type, value }) => [type, value]));
  const here = `${day.year}-${day.month}-${day.day}`;
  const distance = (date) => Math.round((Date.parse(date) - Date.parse(here)) / 86400000);
  const words = new Intl.RelativeTimeFormat(`${language}-u-nu-latn`, { numeric: 'auto' });
  const away = (days) => (Math.abs(days) < 60 ? words.format(days, 'day') : words.format(Math.round(days / 30.4), 'month'));
  const badge = (element, text) => {
    const mark = document.createElement('span');
    mark.className = 'badge';
    mark.textContent = text;
    element.append(mark);
  };

  // How far deadlines are; on the page of all meetings those that are past are hidden.
  const dues = all('.due');
  for (const due of dues) {
    const days = distance(due.dataset.date);
    due.classList.toggle('over', days < 0);
    if (days >= 0) badge(due, days === 0 ? today : away(days));
  }
  const showPast = document.getElementById('past');
  if (showPast) {
    const section = showPast.closest('section');
    const apply = () => {
      let left = 0;
      for (const due of all('.due', section)) {
        due.hidden = due.classList.contains('over') && !showPast.checked;
        if (!due.hidden) left += 1;
      }
      for (const year of all('.year', section)) {
        year.hidden = all('.due', year).every((due) => due.hidden);
        if (!year.hidden && !showPast.checked) year.open = true;
      }
      section.querySelector('.none').hidden = left > 0;
    };
    showPast.closest('label').hidden = dues.every((due) => !due.classList.contains('over'));
    showPast.addEventListener('change', apply);
    apply();
  }

  // Meetings: how far they are, or that they are going on.
  for (const card of all('.card')) {
    const { first, last } = card.dataset;
    if (last < here) continue;
    badge(card.querySelector('.when'), first <= here ? now : away(distance(first)));
  }
  for (const year of all('.meetings .year')) {
    const is = all('.card', year).some((card) => card.dataset.last >= here);
    if (is) year.open = true;
  }

  // Today, and what is going on.
  for (const cell of all(`[data-date="${here}"]:not(.due)`)) {
    cell.classList.add('today');
    const name = cell.querySelector(':scope > time');
    if (name) badge(cell.tagName === 'TH' ? cell : name, today);
  }
  const mark = () => {
    const at = Date.now();
    for (const event of all('.event[data-end]')) {
      const start = Date.parse(event.querySelector('time').dateTime);
      const is = start <= at && at < Date.parse(event.dataset.end) && !event.classList.contains('cancelled');
      if (is === event.classList.contains('going')) continue;
      event.classList.toggle('going', is);
      if (is) badge(event, now);
      else event.querySelector('.badge').remove();
    }
  };
  mark();
  setInterval(mark, 60000);

  // Filters: an event is shown if its kind is chosen and one of the groups that it concerns is. A
  // study group is chosen with its working parties and Questions.
  const filters = document.getElementById('filters');
  if (filters) {
    filters.hidden = false;
    const chosen = (by) => {
      const field = filters.querySelector(`[data-by=${by}]`);
      return field && all('input', field).filter((box) => box.checked).map((box) => box.value);
    };
    const apply = () => {
      const kinds = chosen('kind');
      const groups = chosen('groups');
      const plan = filters.closest('section');
      let left = 0;
      for (const event of all('.event[data-kind]', plan)) {
        const own = event.dataset.groups.split(' ');
        const is = kinds.includes(event.dataset.kind) && (!groups || own.some((group) => groups.includes(group)));
        event.hidden = !is;
        if (is) left += 1;
      }
      for (const line of all('.plain-days > li', plan)) line.hidden = all('.event', line).every((event) => event.hidden);
      plan.querySelector('.none').hidden = left > 0;
    };
    filters.addEventListener('change', ({ target }) => {
      for (const part of all(`[data-of="${target.value}"]`, filters)) part.checked = target.checked;
      apply();
    });
    apply();
  }

  // Buttons. What they did is said aloud, too.
  const said = document.createElement('p');
  said.className = 'aloud';
  said.setAttribute('role', 'status');
  document.querySelector('main').append(said);
  for (const button of all('button.copy')) button.hidden = false;
  // Some come later than this script.
  document.addEventListener('click', async ({ target }) => {
    const button = target.closest('button.copy');
    if (!button) return;
    const label = button.dataset.label ??= button.textContent;
    const address = new URL(button.dataset.copy, location.href).href;
    try {
      await navigator.clipboard.writeText(address);
    } catch {
      // Pages from a disk or without TLS have no clipboard of that kind.
      const field = document.createElement('textarea');
      field.value = address;
      document.body.append(field);
      field.select();
      document.execCommand('copy');
      field.remove();
      button.focus();
    }
    button.textContent = copied;
    said.textContent = copied;
    setTimeout(() => {
      button.textContent = label;
      said.textContent = '';
    }, 2000);
  });
  for (const button of all('button.print')) {
    button.hidden = false;
    button.addEventListener('click', () => print());
  }
})();
