// Small helpers for what is on the page. Text is only ever set as text.

export const $ = (id) => document.getElementById(id);

export function make(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "text") made.textContent = value;
    else if (name === "class") made.className = value;
    else if (name === "on") for (const [event, act] of Object.entries(value)) made.addEventListener(event, act);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

// Sets a text only where it is another one: a live region must not say the same twice.
export function set(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function show(element, shown) {
  element.hidden = !shown;
}

export function options(select, entries, chosen) {
  const told = JSON.stringify(entries);
  if (select.dataset.told !== told) {
    select.dataset.told = told;
    select.replaceChildren(...entries.map(([value, text]) => make("option", { value, text })));
  }
  if (entries.some(([value]) => value === chosen)) select.value = chosen;
}

export function characters(text) {
  return Array.from(text).length;
}
