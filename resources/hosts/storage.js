// What the phone keeps: written at each change, so that a lock, a reload or a crash loses nothing.
// Where the browser refuses (private mode, full), it is kept in memory, and `refused` says so.

const PREFIX = "facilitator.";
const memory = new Map();
export let refused = false;

export function load(name, otherwise) {
  if (memory.has(name)) return memory.get(name);
  try {
    const stored = localStorage.getItem(PREFIX + name);
    return stored === null ? otherwise : JSON.parse(stored);
  } catch {
    return otherwise;
  }
}

export function keep(name, value) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
    memory.delete(name);
    refused = memory.size > 0;
  } catch {
    memory.set(name, value);
    refused = true;
  }
}

// 128 bit in hexadecimal. Plain http is no secure context: there is no crypto.randomUUID.
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function device() {
  const known = load("device", "");
  if (known) return known;
  const made = newId();
  keep("device", made);
  return made;
}
