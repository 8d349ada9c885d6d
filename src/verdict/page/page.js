/** What the page can do with scripts: filter requirements, copy commands, unfold the target of a link, and print folded parts. */
document.documentElement.classList.add('scripted');
document.addEventListener('DOMContentLoaded', () => {
  const filter = filtering(document.querySelector('.filter'));
  addCopyButtons();
  for (const link of document.querySelectorAll('a[data-verdict]')) {
    link.addEventListener('click', () => filter.showVerdict(link.dataset.verdict));
  }
  addEventListener('hashchange', () => reveal(filter));
  reveal(filter);
  openForPrint();
});

/** Shows the rows that match the form, and their number. */
function filtering(form) {
  const { search, verdict, level, shown } = form.elements;
  const areas = [...document.querySelectorAll('.area')];
  const rows = areas.flatMap((area) => [...area.querySelectorAll('tbody tr')]);
  const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  const apply = () => {
    const words = search.value.toLowerCase().split(/\s+/);
    for (const row of rows) {
      const isMeant =
        ['', row.dataset.verdict].includes(verdict.value) && ['', row.dataset.level].includes(level.value);
      row.hidden = !isMeant || !words.every((word) => texts.get(row).includes(word));
    }
    for (const area of areas) area.hidden = !area.querySelector('tbody tr:not([hidden])');
    const left = rows.filter((row) => !row.hidden).length;
    document.querySelector('.nothing').hidden = left > 0;
    shown.value = `${left} of ${rows.length} shown`;
  };
  const showVerdict = (name) => {
    search.value = level.value = '';
    verdict.value = name;
    apply();
  };
  const clear = () => showVerdict('');
  form.addEventListener('input', apply);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', (event) => {
    event.preventDefault();
    clear();
  });
  return { clear, showVerdict };
}

/** Shows the element that the URL fragment names: unfolds its parents, and clears a filter that hides it. */
function reveal(filter) {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  if (target.closest('[hidden]')) filter.clear();
  for (let each = target; each; each = each.parentElement) if (each.matches('details')) each.open = true;
  target.scrollIntoView();
}

function addCopyButtons() {
  const said = document.createElement('p');
  said.className = 'unseen';
  said.setAttribute('role', 'status');
  document.querySelector('main').append(said);
  for (const line of document.querySelectorAll('[data-copy]')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = 'Copy';
    button.setAttribute('aria-label', `Copy: ${line.dataset.copy}`);
    button.addEventListener('click', async () => {
      said.textContent = '';
      await copy(line);
      said.textContent = button.textContent = 'Copied';
      setTimeout(() => (button.textContent = 'Copy'), 2000);
    });
    line.after(button);
  }
}

/** Copies a text; with `execCommand` where the browser denies access to the clipboard, as some do for files. */
async function copy(line) {
  try {
    await navigator.clipboard.writeText(line.textContent);
  } catch {
    getSelection().selectAllChildren(line);
    document.execCommand('copy');
  }
}

function openForPrint() {
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details:not([open])')];
    for (const each of opened) each.open = true;
  });
  addEventListener('afterprint', () => {
    for (const each of opened) each.open = false;
  });
}
