
// Buttons. Their result is also announced to screen readers.
{
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
}
