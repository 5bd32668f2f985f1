
// The sessions that the reader starred, by UID: they stay for the next visit.
const stars = (() => {
  const KEY = 'timeplan.stars';
  const read = () => {
    // Browsers may refuse to keep anything, and others may write there.
    try { return new Set(JSON.parse(localStorage.getItem(KEY)) ?? []); } catch { return new Set(); }
  };
  let kept = read();
  const uid = (event) => `${event.id}@${event.dataset.domain}`;
  const tell = () => document.dispatchEvent(new Event('starred'));
  addEventListener('storage', ({ key }) => {
    if (key !== KEY) return;
    kept = read();
    tell();
  });
  return {
    uid,
    has: (event) => kept.has(uid(event)),
    turn: (event) => {
      if (!kept.delete(uid(event))) kept.add(uid(event));
      try { localStorage.setItem(KEY, JSON.stringify([...kept])); } catch { /* It holds for this visit. */ }
      tell();
    },
  };
})();
