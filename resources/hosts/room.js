// The poll of the room: one answer for each phone, to be changed until the answers are closed.

import { ask, Refused } from "./api.js";
import { $, make, set, show } from "./dom.js";
import { keep, load, newId } from "./storage.js";
import { say } from "./words.js";

let answer = { poll: "", marks: {}, order: [], text: "" };
let state = ""; // what became of it: a key of the words
let redraw = () => {};

// A secret of this phone for this poll. The laptop keeps only what can't be led back to it.
function secret(poll) {
  const secrets = load("secrets", {});
  if (!secrets[poll]) keep("secrets", { ...secrets, [poll]: newId() });
  return load("secrets", {})[poll];
}

const spent = () => Object.values(answer.marks).reduce((sum, count) => sum + count, 0);

function take(poll) {
  if (answer.poll !== poll.id) takeUp(poll);
  // Opened again with other choices, it takes no marks on those that are gone.
  const known = poll.choices.map((choice) => choice.id);
  const marks = Object.entries(answer.marks).filter(([id]) => known.includes(id));
  answer = { ...answer, marks: Object.fromEntries(marks), order: answer.order.filter((id) => known.includes(id)) };
}

function takeUp(poll) {
  const kept = load("answers", {})[poll.id];
  answer = kept || { poll: poll.id, marks: {}, order: [], text: "", sent: false };
  state = answer.sent ? "sent" : "";
  $("own-text").value = answer.text;
}

function change(change) {
  answer = { ...answer, ...change };
  keep("answers", { ...load("answers", {}), [answer.poll]: answer });
  state = "";
  redraw();
}

export function drawRoom(page) {
  const { poll } = page.state;
  set($("title"), poll ? poll.question : page.state.event.title);
  for (const id of ["rule", "budget", "choices", "own", "send"]) show($(id), Boolean(poll));
  set($("asked"), poll ? "" : say(answer.sent ? "closed" : "no_poll"));
  show($("asked"), !poll);
  set($("ballot-state"), state ? say(state) : "");
  if (!poll) return;
  take(poll);
  set($("rule"), ruleWords(poll));
  const counted = !poll.ranked && poll.budget > 1 && poll.choices.length;
  set($("budget"), counted ? say("left_of", { left: poll.budget - spent(), count: poll.budget }) : "");
  show($("own"), poll.free_text);
  set($("send"), say(answer.sent ? "send_again" : "send"));
  set($("ballot-state"), state ? say(state) : "");
  const told = JSON.stringify([poll, answer, document.documentElement.lang]);
  if ($("choices").dataset.told === told) return;
  $("choices").dataset.told = told;
  const focused = document.activeElement?.dataset?.act;
  $("choices").replaceChildren(...drawChoices(poll));
  if (focused) document.querySelector(`[data-act="${CSS.escape(focused)}"]`)?.focus();
}

function ruleWords(poll) {
  if (!poll.choices.length) return "";
  if (poll.ranked) return say("rank");
  const dots = poll.most_each > 1;
  const most = dots ? [say("dots", { count: poll.budget }), say("dots_each", { count: poll.most_each })] : [];
  return most.join(" ") || say(poll.budget === 1 ? "choose_one" : "choose", { count: poll.budget });
}

function drawChoices(poll) {
  if (poll.ranked) return drawRanks(poll);
  return poll.choices.map((choice) => (poll.most_each > 1 ? drawDots(poll, choice) : drawBox(poll, choice)));
}

function drawBox(poll, choice) {
  const single = poll.budget === 1;
  const checked = Boolean(answer.marks[choice.id]);
  const input = make("input", {
    type: single ? "radio" : "checkbox",
    name: "choice",
    checked,
    disabled: !checked && !single && spent() >= poll.budget,
    "data-act": `box ${choice.id}`,
    on: { change: (event) => check(single, choice.id, event.target.checked) },
  });
  return make("li", {}, make("label", { class: "choice" }, input, make("span", { text: choice.text })));
}

function check(single, id, on) {
  const { [id]: _old, ...others } = answer.marks;
  change({ marks: on ? { ...(single ? {} : others), [id]: 1 } : others });
}

function drawDots(poll, choice) {
  const count = answer.marks[choice.id] || 0;
  const set_ = (by) => () => {
    const marks = { ...answer.marks, [choice.id]: count + by };
    if (!marks[choice.id]) delete marks[choice.id];
    change({ marks });
  };
  const full = spent() >= poll.budget || count >= poll.most_each;
  return make("li", { class: "choice" }, make("span", { text: choice.text }), make("span", { class: "dots" },
    step("−", say("fewer", { text: choice.text }), count === 0, set_(-1), `fewer ${choice.id}`),
    make("span", { class: "count", text: `${count} ${"●".repeat(count)}` }),
    step("+", say("more", { text: choice.text }), full, set_(1), `more ${choice.id}`)));
}

function drawRanks(poll) {
  const { order } = answer;
  const rest = poll.choices.filter((choice) => !order.includes(choice.id));
  const by = (id) => poll.choices.find((choice) => choice.id === id);
  const swap = (at, to) => () => {
    const changed = [...order];
    [changed[at], changed[to]] = [changed[to], changed[at]];
    change({ order: changed });
  };
  const ranked = order.map((id, at) => make("li", { class: "choice" },
    make("span", { class: "place", text: `${at + 1}.` }), make("span", { text: by(id).text }), make("span", { class: "dots" },
      step("↑", say("up", { text: by(id).text }), at === 0, swap(at, at - 1), `up ${id}`),
      step("↓", say("down", { text: by(id).text }), at === order.length - 1, swap(at, at + 1), `down ${id}`))));
  const unranked = rest.map((choice) => make("li", { class: "choice" }, make("span", { text: choice.text }),
    make("span", { class: "dots" },
      step("+", say("rank_it", { text: choice.text }), false, () => change({ order: [...order, choice.id] }), `rank ${choice.id}`))));
  return [...ranked, ...unranked];
}

function step(text, name, disabled, act, key) {
  return make("button", { type: "button", text, "aria-label": name, disabled, "data-act": key, on: { click: act } });
}

async function send(page) {
  const { poll } = page.state;
  if (!poll) return;
  const marks = poll.ranked ? answer.order.map((id, at) => [id, at + 1]) : Object.entries(answer.marks);
  const body = { poll_id: poll.id, secret: secret(poll.id), marks, text: poll.free_text ? answer.text : "" };
  try {
    await ask("PUT", "/api/ballot", page.key.token, body);
    const given = marks.length > 0 || body.text.trim() !== "";
    change({ sent: given });
    state = given ? "sent" : "sent_none";
  } catch (error) {
    const reasons = { 409: "closed", 422: "rules", 503: "disk" };
    state = (error instanceof Refused && reasons[error.status]) || "no_laptop";
  }
  redraw();
}

export function setUpRoom(page, draw) {
  redraw = draw;
  $("own-text").addEventListener("input", () => change({ text: $("own-text").value }));
  $("room").addEventListener("submit", (event) => {
    event.preventDefault();
    send(page);
  });
}
