// Notes that are not on the laptop's disk yet. One stays here until its own id is acknowledged or taken out by hand.
// Each entry: {draft, desk, place, reason}; `desk` is the event and table that it belongs to.

import { load, keep } from "./storage.js";

const MOST_BYTES = 48000; // of the drafts in one request

export function entries() {
  return load("outbox", []);
}

// What was refused of the same point is replaced: it is on no disk, and nothing can follow it.
export function put(draft, desk, place) {
  const others = entries().filter((entry) => !entry.reason || entry.draft.note_id !== draft.note_id);
  keep("outbox", [...others, { draft, desk, place, reason: "" }]);
}

// Changes what was refused where it lies, without sending it.
export function amend(id, change) {
  keep("outbox", entries().map((entry) => (entry.draft.id === id ? { ...entry, draft: { ...entry.draft, ...change } } : entry)));
}

export function drop(id) {
  keep("outbox", entries().filter((entry) => entry.draft.id !== id));
}

export function refuse(id, reason) {
  keep("outbox", entries().map((entry) => (entry.draft.id === id ? { ...entry, reason } : entry)));
}

// What to send next, in the order it was written.
export function batch(desk) {
  const chosen = [];
  let bytes = 0;
  for (const { draft, desk: of, reason } of entries()) {
    if (of !== desk || reason) continue;
    bytes += new TextEncoder().encode(JSON.stringify(draft)).length;
    if (chosen.length && (bytes > MOST_BYTES || chosen.length >= 30)) break;
    chosen.push(draft);
  }
  return chosen;
}
