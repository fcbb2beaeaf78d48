// A table's page: where it is, the field, and its points with their states.

import { $, characters, make, options, set, show } from "./dom.js";
import { amend, entries, put } from "./outbox.js";
import { deskOf, placeWords, spellOf } from "./places.js";
import { drawOthers, drawRest, setUpRest, settleRole } from "./rest.js";
import { flush, sayToLaptop, setUpSending } from "./sending.js";
import { device, keep, load, newId } from "./storage.js";
import { setUpUnsent } from "./unsent.js";
import { say, time } from "./words.js";

const KINDS = ["challenge", "trend", "effort", "proposal", "other"];
const ROLES = ["host", "note_taker"];
const MOST = 10000; // characters of one point
const MOST_KEYS = 3;
const WARN_FROM = 9000; // characters
const TYPING = 5000; // ms between two signs that somebody writes

let draft = null; // what is in the field: {text, kind, key, theme, place, note, parent}
let tab = "";
let typedAt = 0;
let redraw = () => {};

// ── what is being written ──

function empty() {
  return { text: "", kind: draft?.kind || "other", key: null, theme: null, place: "", note: "", parent: null };
}

// Each tab has a draft of its own. After a crash, the one that nobody writes any more is taken up again.
function findDraft() {
  try {
    tab = sessionStorage.getItem("facilitator.tab") || newId();
    sessionStorage.setItem("facilitator.tab", tab);
  } catch {
    tab = newId();
  }
  const drafts = load("drafts", {});
  const id = tab in drafts ? tab : Object.keys(drafts).find((other) => drafts[other].text);
  draft = id ? drafts[id] : empty();
  if (id && id !== tab) {
    delete drafts[id];
    keep("drafts", { ...drafts, [tab]: draft });
  }
}

function keepDraft() {
  const drafts = load("drafts", {});
  if (draft.text || draft.note) drafts[tab] = draft;
  else delete drafts[tab];
  keep("drafts", drafts);
}

// ── points, as this phone knows them ──

// The laptop's points with what this phone has changed since, the newest first.
function points(page) {
  const desk = deskOf(page.state);
  const known = new Map(page.state.notes.map((note) => [note.note_id, { ...note, state: "saved" }]));
  for (const { draft: sent, desk: of, reason } of entries()) {
    if (of !== desk) continue;
    known.set(sent.note_id, { ...known.get(sent.note_id), ...sent, state: reason ? "refused" : "waiting", reason });
  }
  return [...known.values()].reverse();
}

const counts = (point) => !point.taken_back && !point.merged;

function write(page, changed) {
  const place = page.state.places.find((one) => spellOf(one) === spellOf(changed));
  const id = newId();
  // What is in the field follows on the phone's own press: only others' changes are changes meanwhile.
  if (draft.note === changed.note_id && draft.parent === changed.parent_id) {
    draft = { ...draft, parent: id, key: changed.key };
    keepDraft();
  }
  put({ ...changed, id }, deskOf(page.state), place ? placeWords(place) : "");
  redraw();
  flush(page);
}

function revised(point, change) {
  const { note_id, item_id, round_id, theme_id, kind, text, taken_back, key } = { ...point, ...change };
  return { note_id, parent_id: parentOf(point), item_id, round_id, theme_id, kind, text, taken_back, key };
}

// A refused change is on no disk: what comes after it follows on what came before it.
const parentOf = (point) => (point.state === "refused" ? point.parent_id : point.id);

function putAway(page, point, taken_back) {
  if (point.state !== "refused") return write(page, revised(point, { taken_back }));
  amend(point.id, { taken_back });
  return redraw();
}

function save(page) {
  const text = draft.text.trim() ? draft.text : "";
  if (!text || characters(text) > MOST || !page.state.where) return;
  const spell = chosenPlace(page);
  const [item_id, round_id] = [spell.item_id, spell.round_id];
  const common = { theme_id: chosenTheme(page), kind: draft.kind, text, key: isKey(page) };
  const point = draft.note && points(page).find((one) => one.note_id === draft.note);
  const changed = point
    ? { ...revised(point, common), parent_id: draft.parent, item_id, round_id }
    : { note_id: newId(), parent_id: null, item_id, round_id, taken_back: false, ...common };
  draft = empty();
  write(page, changed);
  keepDraft();
  fill(page);
  $("text").focus();
}

// ── what is chosen ──

function chosenPlace(page) {
  return page.state.places.find((place) => spellOf(place) === draft.place) || page.state.where;
}

function chosenTheme(page) {
  if (draft.theme !== null) return draft.theme || null;
  return page.state.where.theme_id;
}

function isKey(page) {
  return draft.key === null ? page.state.where?.kind === "harvest" : draft.key;
}

// ── drawing ──

export function drawTable(page, clockOnly = false) {
  drawClock(page);
  if (clockOnly) return;
  settleRole(page);
  drawHead(page);
  drawForm(page);
  drawPoints(page);
  drawRest(page);
  if ($("table").dataset.desk !== deskOf(page.state)) {
    $("table").dataset.desk = deskOf(page.state);
    refill(page);
  }
}

function drawHead(page) {
  const { table, where, themes, nudge, devices } = page.state;
  const theme = themes.find((one) => one.id === where?.theme_id);
  const title = say("table", { number: table.number });
  set($("title"), title);
  set($("theme-now"), theme ? `· ${theme.letter} ${theme.title}` : "");
  set($("question"), where?.question || "");
  const several = where?.running && where.rounds > 1 && where.round;
  set($("round"), several ? say("round", { number: where.round, count: where.rounds }) : "");
  set($("phase"), phaseWords(where));
  show($("nudge"), Boolean(nudge));
  set($("nudge-text"), nudge);
  drawOthers(devices.filter((one) => one.device !== device()));
}

function phaseWords(where) {
  if (!where) return say("nowhere");
  if (!where.running) return say("not_running", { place: placeWords(where) });
  if (where.paused) return say("paused");
  if (where.kind === "harvest") return say("harvest");
  if (where.phase === "talk" && where.warning) return say("phase_warning");
  return where.phase ? say(`phase_${where.phase}`) : where.title;
}

// Counted on by the phone's steady clock, whose time of day does not matter.
function drawClock(page) {
  const { where } = page.state;
  if (!where || where.left === null) return set($("clock"), "");
  const gone = where.paused ? 0 : (performance.now() - page.received) / 1000;
  const left = Math.ceil(where.left - gone);
  const seconds = Math.abs(left);
  const digits = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  set($("clock"), left < 0 ? `${digits} ${say("over")}` : digits);
  $("clock").setAttribute("aria-label", `${digits} ${say(left < 0 ? "over" : "left")}`);
  $("clock").classList.toggle("alarm", left < 0);
}

function drawForm(page) {
  const { places, themes, where } = page.state;
  const harvest = where?.kind === "harvest";
  for (const input of document.querySelectorAll("[name=kind]")) input.checked = input.value === draft.kind;
  for (const span of document.querySelectorAll("[data-kind]")) set(span, say(`kind_${span.dataset.kind}`));
  for (const span of document.querySelectorAll("[data-role]")) set(span, say(`role_${span.dataset.role}`));
  const chosen = where ? chosenPlace(page) : null;
  options($("place"), places.map((place) => [spellOf(place), placeWords(place)]), chosen ? spellOf(chosen) : "");
  show($("place-label"), places.length > 1);
  const listed = themes.map((theme) => [theme.id, `${theme.letter} ${theme.title}`]);
  options($("theme"), [["", say("no_theme")], ...listed], where ? chosenTheme(page) || "" : "");
  show($("theme-label"), themes.length > 0);
  show($("belongs"), places.length > 1 || themes.length > 0);
  const theme = where && themes.find((one) => one.id === chosenTheme(page));
  const belongs = [chosen && placeWords(chosen), theme && `${theme.letter} ${theme.title}`];
  set($("belongs-to"), belongs.filter(Boolean).join(" · "));
  $("key").checked = isKey(page);
  show($("key-label"), harvest || isKey(page));
  show($("editing"), Boolean(draft.note));
  set($("save"), say(draft.note ? "save_change" : "save"));
  $("write").classList.toggle("harvest", harvest);
  drawLength();
  $("save").disabled = !where;
}

function drawLength() {
  const count = characters(draft.text);
  const over = count - MOST;
  const words = over > 0 ? say("too_long_now", { count: over }) : say("length", { count, most: MOST });
  set($("length"), count < WARN_FROM ? "" : words);
  $("length").classList.toggle("alarm", over > 0);
  $("text").setAttribute("aria-invalid", over > 0 ? "true" : "false");
}

// The field and the words around it anew, in another language or for another table.
export function refill(page) {
  $("text").placeholder = say("note_hint");
  $("copy").textContent = say("copy");
  fill(page);
}

function fill(page) {
  $("text").value = draft.text;
  if (page.state) drawForm(page);
}

function drawPoints(page) {
  const all = points(page);
  const keys = all.filter((point) => counts(point) && point.key).length;
  const many = keys > MOST_KEYS ? "key_points_many" : "key_points";
  set($("key-count"), keys ? say(many, { count: keys, most: MOST_KEYS }) : "");
  $("key-count").classList.toggle("alarm", keys > MOST_KEYS);
  if (page.state.where?.kind === "harvest") all.sort((one, other) => other.key - one.key);
  show($("no-notes"), all.length === 0);
  const told = JSON.stringify([all, page.state.where && spellOf(page.state.where), document.documentElement.lang]);
  if ($("notes").dataset.told === told) return;
  $("notes").dataset.told = told;
  const focused = document.activeElement?.dataset?.act;
  $("notes").replaceChildren(...all.map((point) => drawPoint(page, point)));
  if (focused) document.querySelector(`[data-act="${CSS.escape(focused)}"]`)?.focus();
}

function drawPoint(page, point) {
  const { where, themes, places } = page.state;
  // Only what is another place than that of the next point needs to be said.
  const theme = point.theme_id !== where?.theme_id && themes.find((one) => one.id === point.theme_id);
  const place = (!where || spellOf(where) !== spellOf(point)) && places.find((one) => spellOf(one) === spellOf(point));
  const about = [say(`kind_${point.kind}`), theme && `${theme.letter} ${theme.title}`, place && placeWords(place)];
  const item = make("li", { class: `note ${point.state}${counts(point) ? "" : " gone"}` });
  item.append(make("p", { class: "text", text: point.text }));
  const state = make("p", { class: "state", text: stateWords(point) });
  item.append(make("div", { class: "line" }, state, make("p", { class: "about", text: about.filter(Boolean).join(" · ") })));
  const acts = make("p", { class: "acts" });
  if (counts(point)) {
    acts.append(action(point, "edit", () => edit(page, point)));
    if (point.state !== "refused") acts.append(action(point, "key_on", () => write(page, revised(point, { key: !point.key })), point.key));
    acts.append(action(point, "take_back", () => putAway(page, point, true)));
  } else if (!point.merged) {
    acts.append(action(point, "put_back", () => putAway(page, point, false)));
  }
  item.append(acts);
  return item;
}

function action(point, name, act, pressed) {
  const short = point.text.length > 60 ? `${Array.from(point.text).slice(0, 60).join("")} …` : point.text;
  return make("button", {
    type: "button",
    text: say(name),
    "aria-label": say("about", { action: say(name), text: short }),
    "aria-pressed": pressed === undefined ? null : String(pressed),
    "data-act": `${name} ${point.note_id}`,
    on: { click: act },
  });
}

function stateWords(point) {
  if (point.state === "waiting") return `⇡ ${say("waiting")}`;
  if (point.state === "refused") {
    const known = ["too_long", "broken", "place", "theme", "other_table"];
    const reason = say(`reason_${known.includes(point.reason) ? point.reason : "other"}`);
    return `! ${say("refused", { reason })}`;
  }
  const marks = ["late", "taken_back", "merged", "forked"].filter((mark) => point[mark]).map((mark) => say(mark));
  if (point.laptop) marks.push(say("from_laptop"));
  return [`✓ ${say("saved", { time: time(point.at) })}`, ...marks].join(" · ");
}

function edit(page, point) {
  draft = {
    text: point.text,
    kind: point.kind,
    key: point.key,
    theme: point.theme_id || "",
    place: spellOf(point),
    note: point.note_id,
    parent: parentOf(point),
  };
  keepDraft();
  fill(page);
  $("text").focus();
}

// ── hands ──

function chip(group, value) {
  const input = make("input", { type: "radio", name: group, value });
  return make("label", { class: "chip" }, input, make("span", { [`data-${group}`]: value }));
}

export function setUpTable(page, draw, lose) {
  redraw = draw;
  setUpSending(draw, lose);
  setUpRest(page, draw);
  setUpUnsent(draw);
  findDraft();
  $("kinds").append(...KINDS.map((kind) => chip("kind", kind)));
  $("roles").append(...ROLES.map((role) => chip("role", role)));
  $("text").addEventListener("input", () => typed(page));
  $("text").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    // On glass, Enter is a new line; a keyboard beside the phone has Ctrl.
    if (matchMedia("(pointer: coarse)").matches && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    save(page);
  });
  $("write").addEventListener("submit", (event) => {
    event.preventDefault();
    save(page);
  });
  $("write").addEventListener("change", (event) => choose(page, event.target));
  $("cancel").addEventListener("click", () => {
    draft = empty();
    keepDraft();
    fill(page);
  });
}

function typed(page) {
  draft.text = $("text").value;
  keepDraft();
  drawLength();
  if (page.state && performance.now() - typedAt > TYPING) {
    typedAt = performance.now();
    sayToLaptop(page, { writing: true });
  }
}

function choose(page, input) {
  if (input.name === "kind") draft.kind = input.value;
  if (input.id === "place") draft.place = input.value === spellOf(page.state.where) ? "" : input.value;
  if (input.id === "theme") draft.theme = input.value;
  if (input.id === "key") draft.key = input.checked;
  keepDraft();
  drawForm(page);
}
