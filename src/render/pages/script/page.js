/* timeplan */
'use strict';
const { now, today, copied } = document.body.dataset;
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// The day in Geneva, as YYYY-MM-DD.
const dayOf = (instant) => {
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', { timeZone: 'Europe/Zurich', year: 'numeric', month: '2-digit', day: '2-digit' });
  const day = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${day.year}-${day.month}-${day.day}`;
};
const here = dayOf(new Date());

const badge = (element, text) => {
  const mark = document.createElement('span');
  mark.className = 'badge';
  mark.textContent = text;
  element.append(mark);
};

// A text as it is looked for: without accents, in small letters, its words separated by single spaces.
const plain = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[-/\s]+/g, ' ').trim();
