
// Which events are shown: those of a kind, of a group that they concern, and in a room that are ticked, with all
// the words that are looked for. It stands in the address as feeds have it: `#show=q7-12,q9-12&hide=lunch`; a study
// group means its working parties and Questions too. Rooms, stars and words stand behind it: `&room=K1&starred=1&q=terms`.
{
  const panel = document.getElementById('filters');
  const button = (text, label, act) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = text;
    if (label) made.setAttribute('aria-label', `${text}: ${label}`);
    made.addEventListener('click', act);
    return made;
  };

  const begin = () => {
    const { all: every, none, just, rooms, noRoom, room: roomName } = panel.dataset;
    const plan = document.querySelector('section.plan');
    const search = document.getElementById('search');
    const starred = document.getElementById('starred');
    const NOWHERE = '-';
    const events = all('.event[id]', plan).map((element) => {
      const room = element.querySelector('.room')?.textContent ?? '';
      const names = element.dataset.own ?? '';
      return { element, room: room || NOWHERE, ...element.dataset, groups: element.dataset.groups.split(' '), text: plain(`${element.querySelector('.title').textContent} ${room} ${names}`) };
    });

    const doorName = document.createElement('p');
    doorName.className = 'room-name';
    document.querySelector('h1').before(doorName);

    // Who subscribes here gets all the same.
    const whole = document.createElement('p');
    whole.className = 'whole';
    whole.textContent = panel.dataset.whole;
    document.querySelector('.jump .subscribe').append(whole);

    // Rooms are those that the plan names.
    const named = [...new Set(events.map(({ room }) => room))].sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));
    if (named.length > 1) {
      const field = document.createElement('fieldset');
      field.dataset.by = 'room';
      field.append(document.createElement('legend'));
      field.firstChild.textContent = rooms;
      for (const room of named) {
        const [label, box] = [document.createElement('label'), document.createElement('input')];
        Object.assign(box, { type: 'checkbox', value: room, checked: true, autocomplete: 'off' });
        label.append(box, ` ${room === NOWHERE ? noRoom : room}`);
        field.append(label);
      }
      panel.querySelector('.filters').append(field);
    }

    const fields = new Map(all('fieldset', panel).map((field) => [field.dataset.by, all('input', field)]));
    const boxes = (by) => fields.get(by) ?? [];
    const partsOf = (box) => (box.value === NOWHERE ? [] : boxes('groups').filter((other) => other.dataset.of === box.value));
    const wholeOf = (box) => boxes('groups').find((other) => other.value === box.dataset.of);

    // Of a choice of groups, rooms or words: which two of its sessions are at the same time. The day is that of Geneva,
    // below whose name they stand.
    const MOST_NAMED = 5;
    const line = plan.querySelector('.overlaps');
    const sessions = panel.dataset.sessions.split(' ');
    const busy = events.filter(({ element, kind }) => sessions.includes(kind) && !element.classList.contains('cancelled'))
      .map(({ element, start, end }) => ({ element, start: Date.parse(start), end: Date.parse(end), day: start.slice(0, 10) }))
      .sort((a, b) => a.start - b.start);
    const { lang } = document.documentElement;
    const dayName = new Intl.DateTimeFormat(`${lang === 'en' ? 'en-GB' : lang}-u-ca-gregory-nu-latn`, { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' });
    const overlaps = (isChosen) => {
      const shown = isChosen ? busy.filter(({ element }) => !element.hidden) : [];
      const [named, title] = [new Set(), ({ element }) => element.querySelector('.title').textContent];
      let count = 0;
      shown.forEach((one, at) => {
        for (let next = at + 1; next < shown.length && shown[next].start < one.end; next += 1) {
          count += 1;
          if (named.size <= MOST_NAMED) named.add(`${dayName.format(Date.parse(shown[next].day))} ${title(one)} – ${title(shown[next])}`);
        }
      });
      line.hidden = count === 0;
      const pairs = [...named].slice(0, MOST_NAMED).flatMap((text) => {
        const pair = document.createElement('bdi');
        pair.textContent = text;
        return [' · ', pair];
      });
      line.replaceChildren(line.dataset.said, String(count), ...pairs, named.size > MOST_NAMED ? ' …' : '');
    };

    const apply = () => {
      const ticked = (by) => new Set(boxes(by).filter((box) => box.checked).map((box) => box.value));
      const [kinds, groups, places] = ['kind', 'groups', 'room'].map(ticked);
      const words = plain(search.value).split(' ');
      let left = 0;
      for (const { element, kind, groups: own, room, text } of events) {
        const is = kinds.has(kind)
          && (!fields.has('groups') || own.some((group) => groups.has(group)))
          && (!fields.has('room') || places.has(room))
          && (!starred.checked || stars.has(element))
          && words.every((word) => text.includes(word));
        element.hidden = !is;
        if (is) left += 1;
      }
      const isEmpty = (element) => all('.event', element).every((event) => event.hidden);
      for (const cell of all('td', plan)) cell.classList.toggle('void', isEmpty(cell));
      for (const whole of all('tbody tr, .plain-days > li, .week, .plain-days', plan)) whole.hidden = isEmpty(whole);
      const days = new Set(events.filter(({ element }) => !element.hidden).map(({ element }) => element.closest('[data-date]').dataset.date));
      const isAll = left === events.length;
      for (const day of all('.week [data-date], .days li')) day.hidden = !isAll && !days.has(day.dataset.date);
      // A room alone is printed for its door, with its name above the plan.
      const [door] = fields.has('room') && places.size === 1 ? places : [];
      document.documentElement.classList.toggle('door', Boolean(door) && door !== NOWHERE);
      doorName.textContent = door && (plain(door).startsWith(plain(roomName)) ? door : `${roomName} ${door}`);
      plan.querySelector('p.none').hidden = left > 0;
      overlaps(['groups', 'room'].some((by) => boxes(by).some((box) => !box.checked)) || words[0] !== '');
      whole.hidden = isAll;
      panel.querySelector('.left').textContent = isAll ? '' : `${left}/${events.length}`;
    };

    const written = () => {
      const [show, hide, others] = [[], [], []];
      for (const box of boxes('kind')) if (!box.checked) hide.push(box.value);
      if (boxes('groups').some((box) => !box.checked)) {
        for (const box of boxes('groups')) {
          const isWhole = wholeOf(box)?.checked ?? false;
          if (box.checked && !isWhole) show.push(box.value);
          if (!box.checked && isWhole) hide.push(box.value);
        }
        if (!show.length) show.push(NOWHERE);
      }
      if (show.length) others.push(`show=${show}`);
      if (hide.length) others.push(`hide=${hide}`);
      if (boxes('room').some((box) => !box.checked)) {
        const ticked = boxes('room').filter((box) => box.checked);
        others.push(...(ticked.length ? ticked.map((box) => `room=${encodeURIComponent(box.value)}`) : ['room=']));
      }
      if (starred.checked) others.push('starred=1');
      if (search.value.trim()) others.push(`q=${encodeURIComponent(search.value.trim())}`);
      return others.join('&');
    };

    const read = () => {
      const hash = location.hash.slice(1);
      // A link to a place of the page leaves the choice as it is.
      if (hash && !hash.includes('=')) return;
      const said = new URLSearchParams(hash);
      const terms = (key) => said.get(key)?.toLowerCase().split(',').filter(Boolean);
      const [show, hide, places] = [terms('show'), terms('hide') ?? [], said.getAll('room')];
      const isKind = (term) => boxes('kind').some((box) => box.value === term);
      const [kinds, groups] = [show?.filter(isKind) ?? [], show?.filter((term) => !isKind(term)) ?? []];
      for (const box of boxes('kind')) box.checked = !kinds.length || kinds.includes(box.value);
      for (const box of boxes('groups')) box.checked = !groups.length || groups.includes(box.value) || groups.includes(box.dataset.of);
      for (const box of [...boxes('kind'), ...boxes('groups')]) if (hide.includes(box.value)) box.checked = false;
      for (const box of boxes('room')) box.checked = !places.length || places.includes(box.value);
      search.value = said.get('q') ?? '';
      starred.checked = said.has('starred');
      apply();
    };

    const keep = (step) => {
      apply();
      const hash = written();
      history[step](null, '', hash ? `#${hash}` : location.pathname + location.search);
    };
    const tick = (box, is) => {
      for (const one of [box, ...partsOf(box)]) one.checked = is;
    };

    for (const [by, own] of fields) {
      const field = own[0].closest('fieldset');
      const set = (is) => () => {
        for (const box of own) box.checked = is;
        keep('pushState');
      };
      const name = field.querySelector('legend').textContent;
      if (own.length > 1) field.querySelector('legend').after(button(every, name, set(true)), button(none, name, set(false)));
      for (const box of own.length > 2 ? own : []) {
        const label = box.closest('label');
        const choice = document.createElement('span');
        choice.className = 'choice';
        label.replaceWith(choice);
        const alone = button(just, label.textContent.trim(), () => {
          for (const other of own) other.checked = false;
          if (by === 'groups') tick(box, true);
          else box.checked = true;
          keep('pushState');
        });
        alone.className = 'just';
        choice.append(label, alone);
      }
      field.addEventListener('change', ({ target }) => {
        if (by === 'groups') tick(target, target.checked);
        keep('pushState');
      });
    }
    search.addEventListener('input', () => keep('replaceState'));
    starred.addEventListener('change', () => keep('pushState'));
    document.addEventListener('starred', apply);
    addEventListener('hashchange', read);
    addEventListener('popstate', read);
    panel.hidden = false;
    read();
  };
  if (panel) begin();
}
