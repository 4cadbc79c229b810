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

/** One child for each item, by its key and in their order: what is there already stays, with the focus that it may have. */
export function keyed(parent, items, keyOf, create, update) {
  const keys = new Set(items.map(item => String(keyOf(item))));
  const known = new Map();
  let last = null;
  for (const child of [...parent.children]) {
    if (!child.dataset.key) {
      last = child;
    } else if (keys.has(child.dataset.key)) {
      known.set(child.dataset.key, child);
    } else {
      child.remove();
    }
  }
  for (const item of items) {
    const key = String(keyOf(item));
    const child = known.get(key) ?? create(item);
    child.dataset.key = key;
    if (child.parentNode !== parent || child.previousElementSibling !== last) {
      last ? last.after(child) : parent.prepend(child);
    }
    last = child;
    update(child, item);
  }
}
