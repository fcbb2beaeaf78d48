// Takes what waits in the outbox to the laptop, and tells it what else the phone has to say.

import { ask, Refused } from "./api.js";
import { batch, drop, refuse } from "./outbox.js";
import { deskOf } from "./places.js";
import { device } from "./storage.js";

const LONGEST = 15000; // ms between two attempts to send

let sending = false;
let pause = 500;
let again = 0; // the timer of the next attempt
let notBefore = 0; // the laptop asked to be left alone until then, by performance.now
let redraw = () => {};
let lost = () => {};

export function setUpSending(draw, lose) {
  redraw = draw;
  lost = lose;
}

// Sends what waits, oldest first, until nothing does; the pauses grow while the laptop does not answer.
export async function flush(page) {
  if (sending || !page.state || page.key?.kind !== "table" || performance.now() < notBefore) return;
  sending = true;
  try {
    for (let drafts; (drafts = batch(deskOf(page.state))).length; ) {
      const answer = await ask("POST", "/api/notes", page.key.token, { device: device(), notes: drafts });
      for (const result of answer.results) {
        const { id, state, reason } = result;
        if (state === "refused") refuse(id, reason);
        else settle(page, drafts.find((one) => one.id === id), result);
      }
      pause = 500;
      redraw();
    }
  } catch (error) {
    if (error instanceof Refused && error.status === 401) return lost();
    if (error instanceof Refused && error.status === 400) for (const one of batch(deskOf(page.state))) refuse(one.id, "malformed");
    const asked = (error.wait || 0) * 1000;
    notBefore = performance.now() + asked;
    clearTimeout(again);
    again = setTimeout(() => flush(page), Math.max(pause, asked) + 50 + Math.random() * 300);
    pause = Math.min(pause * 2, LONGEST);
  } finally {
    sending = false;
  }
}

// The point is on the laptop's disk: it is shown so until the laptop's next news say the same.
function settle(page, sent, result) {
  drop(sent.id);
  const others = page.state.notes.filter((note) => note.note_id !== sent.note_id);
  const known = page.state.notes.find((note) => note.note_id === sent.note_id);
  page.state.notes = [...others, { merged: false, laptop: false, ...known, ...sent, ...result, state: "saved" }];
}

export async function sayToLaptop(page, said) {
  try {
    await ask("POST", "/api/table", page.key.token, { device: device(), ...said });
  } catch (error) {
    if (error instanceof Refused && error.status === 401) lost();
    // A sign of life is not worth a word; a press that did not reach the laptop shows by what it did not change.
  }
}
