// What the pages are made of. Values from outside become text, never markup.

export const byId = id => document.getElementById(id);

/** An element with properties (className, hidden, onclick …) and children: elements or texts. */
export function el(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/** A value of a row: NULL is told from the text "NULL". */
export function value(text) {
  return text === null ? el("span", { className: "null" }, "NULL") : text;
}

export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** One child for each item, by its key: what is there already stays, with the focus that it may have. */
export function keyed(parent, items, keyOf, create, update) {
  const known = new Map([...parent.children].filter(child => child.dataset.key).map(child => [child.dataset.key, child]));
  for (const item of items) {
    const key = keyOf(item);
    let child = known.get(key);
    if (!child) {
      child = create(item);
      child.dataset.key = key;
      parent.append(child);
    }
    known.delete(key);
    update(child, item);
  }
  known.forEach(child => child.remove());
}
