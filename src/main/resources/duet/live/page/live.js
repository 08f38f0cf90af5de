'use strict';
// Keeps a page up to date; without it every link and form works, too.
const page = document.body.dataset;
const skew = Date.now() - Number(page.now);
const byId = id => document.getElementById(id);
const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
const parse = html => make('template', {innerHTML: html}).content;

// Times, in the forms that the server wrote
const age = s => s < 60 ? s + ' s' : s < 3600 ? Math.floor(s / 60) + ' min'
    : s < 86400 ? Math.floor(s / 3600) + ' h' : Math.floor(s / 86400) + ' d';
const left = s => s < 3600 ? Math.floor(s / 60) + ':' + String(s % 60).padStart(2, '0') : age(s);
function tick() {
  for (const time of document.querySelectorAll('[data-age], [data-until]')) {
    const passed = Math.floor((Date.now() - skew - Date.parse(time.dateTime)) / 1000);
    const text = 'until' in time.dataset ? left(Math.max(0, -passed)) : age(Math.max(0, passed));
    if (time.textContent !== text) time.textContent = text;
  }
}
function prepare() {
  const wanted = (byId('filter')?.value ?? '').trim().toLowerCase();
  for (const row of document.querySelectorAll('#rows tr'))
    row.hidden = !row.dataset.name.toLowerCase().includes(wanted);
  for (const button of document.querySelectorAll('[data-copy]')) button.hidden = false;
  tick();
}

// Replaces an element, and keeps what its reader has opened, typed and focused
function replace(old, fresh) {
  const focused = document.activeElement;
  const path = focused.matches('summary') ? '#' + CSS.escape(focused.parentNode.id) + ' > summary'
      : '#' + CSS.escape(focused.id || 'none');
  for (const kept of old.querySelectorAll('details[open][id], input[id]')) {
    const twin = fresh.querySelector('#' + CSS.escape(kept.id));
    if (!twin) continue;
    if (kept.querySelector('article')) twin.lastElementChild.replaceWith(kept.lastElementChild);
    if (kept.open) twin.open = true; else twin.value = kept.value;
  }
  old.replaceWith(fresh);
  if (document.activeElement !== focused)
    (focused.isConnected ? focused : document.querySelector(path))?.focus({preventScroll: true});
  prepare();
}
function say(old, fresh, first) {
  const end = fresh.dataset.end;
  if (end && (old ? old.dataset.end !== end : first))
    byId('ends').replaceChildren(...[...byId('ends').children].slice(-4), make('p', {textContent: end}));
}
function fragment(html) {
  const fresh = parse(html).firstElementChild, old = byId(fresh.id), rows = byId('rows');
  say(old, fresh, !old);
  if (old || rows) replace(old ?? rows.insertBefore(fresh.cloneNode(), rows.firstChild), fresh);
}
const events = {
  board(html) {
    const rows = byId('rows').cloneNode();
    rows.append(parse(html));
    for (const row of rows.children) say(byId(row.id), row);
    replace(byId('rows'), rows);
  },
  row: fragment, agents: fragment, pair: fragment, own: fragment,
  gone(id) {
    byId('pair-' + id)?.remove();
    if (document.querySelector('[data-pair="' + CSS.escape(id) + '"]')) byId('gone').hidden = false;
  },
  beat() { clearTimeout(silence); silence = setTimeout(again, 30000); },
};
let source, silence;
function connect() {
  source = new EventSource(page.stream);
  for (const name in events) source.addEventListener(name, event => events[name](event.data));
  source.onopen = () => { byId('lost').hidden = true; };
  source.onerror = () => source.readyState === EventSource.CLOSED ? again() : lost();
}
function lost() {
  Object.assign(byId('lost'), {hidden: false, textContent: 'Connection lost, trying again …'});
}
function again() {
  lost();
  source.close();
  setTimeout(connect, 1000 + 2000 * Math.random());
}
document.addEventListener('input', event => { if (event.target.id === 'filter') prepare(); });
document.addEventListener('click', event => {
  if (!event.target.dataset.copy) return;
  byId(event.target.dataset.copy).select();
  if (document.execCommand('copy')) event.target.textContent = 'Copied';
});
document.addEventListener('toggle', async event => {
  const link = event.target.open && event.target.querySelector('a.load');
  if (!link) return;
  const answer = await fetch(link.href).then(sent => sent.text()).catch(() => '');
  const article = parse(answer).querySelector('article');
  if (article) link.parentNode.replaceWith(article);
  else link.textContent = 'It can’t be loaded now: open it';
}, true);
prepare();
setInterval(tick, 1000);
if (page.stream) connect();
