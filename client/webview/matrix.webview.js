// Runs inside the matrix's webview: hides the rows that are filtered out, and moves among the cells by the arrow keys.
(() => {
  const main = document.querySelector('main');
  const [words, differing, violating, count] = ['#words', '#differing', '#violating', '#count'].map(
    selector => document.querySelector(selector),
  );

  const { text = '', different = false, violated = false } = globalThis.kept.get() ?? {};
  words.value = text;
  differing.checked = different;
  violating.checked = violated;

  for (const control of [words, differing, violating]) control.addEventListener('input', filter);
  document.querySelector('form').addEventListener('submit', event => event.preventDefault());
  main.addEventListener('click', ({ target }) => target.closest('#all') && showAll());
  addEventListener('swapped', filter);
  addEventListener('keydown', onKey);
  main.addEventListener('focusin', ({ target }) => target.matches('a[data-do]') && enter(target));
  filter();

  function filter() {
    globalThis.kept.set({ text: words.value, different: differing.checked, violated: violating.checked });
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const rows = [...main.querySelectorAll('tr[data-text]')];
    for (const row of rows) row.hidden = !isWanted(row, wanted);
    for (const body of main.querySelectorAll('tbody')) {
      body.hidden = !body.querySelector('tr[data-text]:not([hidden])');
    }
    main.style.setProperty('--columns', String(main.querySelectorAll('thead .file').length));
    say('#different', rows.filter(row => row.hasAttribute('data-differs')).length);
    say('#violated', rows.filter(row => row.hasAttribute('data-violates')).length);
    const shown = rows.filter(row => !row.hidden).length;
    const sentence = shown === rows.length ? count.dataset.all : count.dataset.some;
    count.textContent = sentence.replace('{0}', shown).replace('{1}', rows.length);
    main.querySelector('#none').hidden = shown > 0 || rows.length === 0;
    settle();
  }

  function say(selector, number) {
    document.querySelector(selector).textContent = number;
  }

  function isWanted(row, wanted) {
    if (differing.checked && !row.hasAttribute('data-differs')) return false;
    if (violating.checked && !row.hasAttribute('data-violates')) return false;
    return wanted.every(word => row.dataset.text.includes(word));
  }

  function showAll() {
    words.value = '';
    differing.checked = violating.checked = false;
    filter();
    words.focus();
  }

  /** One cell takes part in the Tab order: the one that was last in focus, else the first that is shown. */
  function settle() {
    const links = visibleRows().flat();
    const [first] = links;
    if (first && !links.some(link => link.tabIndex === 0)) enter(first);
  }

  function enter(link) {
    for (const other of main.querySelectorAll('a[tabindex="0"]')) other.tabIndex = -1;
    link.tabIndex = 0;
  }

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '/' && document.activeElement !== words) return focusOn(words, event);
    if (document.activeElement === words) {
      if (event.key === 'Escape' && words.value !== '') return showAll();
      if (event.key === 'ArrowDown') focusOn(main.querySelector('a[tabindex="0"]'), event);
      return;
    }
    const rows = visibleRows();
    const row = rows.findIndex(links => links.includes(document.activeElement));
    if (row < 0) return;
    const target = moved(event.key, rows, row, rows[row].indexOf(document.activeElement));
    if (target) focusOn(target, event);
  }

  function moved(key, rows, row, column) {
    const at = (r, c) => {
      const links = rows[Math.min(Math.max(r, 0), rows.length - 1)];
      return links[Math.min(Math.max(c, 0), links.length - 1)];
    };
    switch (key) {
      case 'ArrowUp':
        return at(row - 1, column);
      case 'ArrowDown':
        return at(row + 1, column);
      case 'ArrowLeft':
        return at(row, column - 1);
      case 'ArrowRight':
        return at(row, column + 1);
      case 'Home':
        return at(row, 0);
      case 'End':
        return at(row, Number.POSITIVE_INFINITY);
      case 'PageUp':
        return at(row - 10, column);
      case 'PageDown':
        return at(row + 10, column);
      default:
        return undefined;
    }
  }

  function focusOn(element, event) {
    event.preventDefault();
    element?.focus();
    element?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  function visibleRows() {
    return [...main.querySelectorAll('tr')]
      .filter(row => !row.closest('[hidden]'))
      .map(row => [...row.querySelectorAll('a[data-do]')])
      .filter(links => links.length > 0);
  }
})();
