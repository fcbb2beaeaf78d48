// What the table says besides points, and who writes for it.

import { $, set, show } from "./dom.js";
import { entries } from "./outbox.js";
import { deskOf } from "./places.js";
import { sayToLaptop } from "./sending.js";
import { device, keep, load } from "./storage.js";
import { say, time } from "./words.js";

// Who else writes for the table: who was given the pen, or who types just now.
export function drawOthers(others) {
  const writer = load("role", "") === "note_taker" ? undefined : others.find((one) => one.role === "note_taker");
  const typing = others.some((one) => one.writing);
  show($("others"), Boolean(writer) || typing);
  set($("others-text"), writer ? say(writer.writing ? "note_taker_types" : "note_taker_writes") : typing ? say("other_writes") : "");
  show($("take-over"), Boolean(writer));
}

// The laptop knows of one note-taker at each table, but forgets it when it is started again.
export function settleRole(page) {
  const mine = page.state.devices.find((one) => one.device === device());
  const kept = load("role", "");
  if (!mine || mine.role === kept) return;
  if (mine.role) keep("role", mine.role);
  else takeRole(page, kept);
}

function takeRole(page, role) {
  keep("role", role);
  const told = (one) => (one.device === device() ? { ...one, role } : one);
  page.state.devices = page.state.devices.map(told);
  sayToLaptop(page, { role });
}

export function drawRest(page) {
  const { help, approved } = page.state;
  set($("help"), say(help ? "help_asked" : "help"));
  $("help").setAttribute("aria-pressed", String(help));
  set($("approved"), approved ? `✓ ${say("approved", { time: time(approved) })}` : "");
  const role = load("role", "");
  for (const input of document.querySelectorAll("[name=role]")) input.checked = input.value === role;
  const mine = entries().filter((entry) => entry.desk === deskOf(page.state));
  const waiting = mine.filter((entry) => !entry.reason).length;
  const all = page.state.notes.length && !mine.length;
  set($("sending"), waiting ? say("waiting_count", { count: waiting }) : all ? say("all_saved") : "");
}

export function setUpRest(page, redraw) {
  $("help").addEventListener("click", () => sayToLaptop(page, { help: !page.state.help }));
  $("nudge-read").addEventListener("click", () => sayToLaptop(page, { nudge_read: true }));
  $("approve").addEventListener("click", () => {
    const { item_id, round_id } = page.state.where || {};
    if (item_id) sayToLaptop(page, { approved: true, item_id, round_id });
  });
  $("roles").addEventListener("change", (event) => {
    takeRole(page, event.target.value);
    redraw();
  });
  $("take-over").addEventListener("click", () => {
    takeRole(page, "note_taker");
    redraw();
    $("text").focus();
  });
}
