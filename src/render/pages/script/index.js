
// The page of all meetings: what is on and what comes next, the deadlines that come first, and a search in all of it.
{
  const MOST = 10;
  const begin = (search) => {
    const template = document.getElementById('on-now');
    const open = all('.card:not(.cancelled, .postponed)').filter((card) => card.dataset.last >= here);
    const next = open.map((card) => card.dataset.first).filter((first) => first > here).sort()[0];
    const onNow = open.filter(({ dataset: { first } }) => first <= here || first === next);
    if (onNow.length) {
      const made = template.content.cloneNode(true);
      made.querySelector('.cards').append(...onNow.map((card) => card.cloneNode(true)));
      template.replaceWith(made);
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
    search.addEventListener('input', find);
    search.closest('label').hidden = false;
    // Browsers may give back what was looked for.
    find();
  };
  const search = document.getElementById('find');
  if (search) begin(search);
}
