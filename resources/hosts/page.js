// The way in, the connection, and which of the two pages is shown: a table's, or the poll of the room.

import { ask, listen, Refused } from "./api.js";
import { $, set, show } from "./dom.js";
import { entries } from "./outbox.js";
import { drawRoom, setUpRoom } from "./room.js";
import { flush } from "./sending.js";
import { device, keep, load, refused } from "./storage.js";
import { drawTable, refill, setUpTable } from "./table.js";
import { drawUnsent } from "./unsent.js";
import { language, say, speak } from "./words.js";

const POLL = 4000; // ms between two questions where news do not come as a stream
const SILENT = 20000; // ms without a sign of life after which a stream is given up
const LONGEST = 15000; // ms between two attempts

const page = { key: load("key", null), state: null, received: 0, notice: "", listening: null };

async function enter(body) {
  const key = await ask("POST", "/api/enter", "", body);
  page.key = key;
  page.state = null;
  keep("key", key);
  page.notice = "";
  draw();
  reconnect();
}

async function enterByHash() {
  const token = decodeURIComponent(location.hash.slice(1));
  if (!token) return;
  for (let pause = 1000; ; pause = Math.min(pause * 2, LONGEST)) {
    try {
      await enter({ token });
      break;
    } catch (error) {
      if (error instanceof Refused && error.status === 403) {
        lose();
        break;
      }
      tell("no_laptop");
      await sleep(pause);
    }
  }
  // The key is kept: it need not stand where a picture of the screen shows it.
  if (!refused) history.replaceState(null, "", location.pathname);
}

// The key opens nothing any more. What was written stays.
function lose() {
  page.key = null;
  page.state = null;
  keep("key", null);
  tell("gone");
}

function tell(notice) {
  page.notice = notice;
  draw();
}

function receive(state) {
  if (state.same) return;
  page.state = state;
  page.received = performance.now();
  page.notice = "";
  draw();
  flush(page);
}

// ── news ──

let round = 0;

function reconnect() {
  round += 1;
  page.listening?.abort();
  if (page.key && !document.hidden) follow(round);
}

async function follow(mine) {
  let pause = 500;
  while (mine === round && page.key) {
    try {
      if (!(await stream(mine))) await poll(mine);
      pause = 500;
    } catch (error) {
      if (mine !== round) return;
      if (error instanceof Refused && error.status === 401) return lose();
      tell(error instanceof Refused && error.status === 503 ? "disk" : "no_laptop");
      await sleep(pause + Math.random() * 300);
      pause = Math.min(pause * 2, LONGEST);
    }
  }
}

// Whether the stream ever brought news; it ends when the laptop ends it, or nothing comes for too long.
async function stream(mine) {
  const stop = new AbortController();
  page.listening = stop;
  let came = false;
  let timer = setTimeout(() => stop.abort(), POLL);
  try {
    await listen(page.key, (state) => {
      came = true;
      clearTimeout(timer);
      timer = setTimeout(() => stop.abort(), SILENT * 2);
      if (mine === round) receive(state);
    }, stop.signal);
  } catch (error) {
    if (error instanceof Refused || !came) {
      if (error.name === "AbortError") return false;
      throw error;
    }
  } finally {
    clearTimeout(timer);
  }
  if (came && mine === round) await sleep(300);
  return came;
}

async function poll(mine) {
  const path = page.key.kind === "room" ? "/api/room?" : `/api/table?device=${device()}&`;
  for (let times = 0; times < 15 && mine === round; times += 1) {
    // The first answer is asked for whole: while the phone slept, its clock may have stood still.
    const version = page.state && times ? page.state.version : "";
    const state = await ask("GET", `${path}version=${version}`, page.key.token);
    if (mine === round) receive(state);
    await sleep(POLL);
  }
}

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

// ── drawing ──

function draw() {
  const kind = page.key?.kind;
  show($("enter"), !page.key);
  show($("table"), kind === "table" && page.state !== null);
  show($("room"), kind === "room" && page.state !== null);
  show($("now"), kind === "table" && page.state !== null);
  show($("clock"), kind === "table" && page.state !== null);
  set($("event"), page.state?.event.title || "");
  set($("theme-now"), "");
  if (!page.key) set($("title"), say("enter_title"));
  const waits = page.key && !page.state && !page.notice;
  set($("notice"), page.notice ? say(page.notice) : waits ? say("loading") : "");
  $("notice").classList.toggle("alarm", Boolean(page.notice));
  if (page.state && kind === "table") drawTable(page);
  if (page.state && kind === "room") drawRoom(page);
  drawUnsent(page);
  document.title = `${$("title").textContent} · Facilitator`;
}

async function setUp() {
  for (const attempt of [0, 1, 2, 3, 4]) {
    try {
      await speak();
      break;
    } catch {
      await sleep(500 * 2 ** attempt);
    }
  }
  $("language").value = language();
  $("language").addEventListener("change", async (event) => {
    await speak(event.target.value);
    refill(page);
    draw();
  });
  $("enter").addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await enter({ code: $("code").value });
      $("code").value = "";
    } catch (error) {
      const reasons = { 403: "code_unknown", 429: "code_busy" };
      tell((error instanceof Refused && reasons[error.status]) || "no_laptop");
    }
  });
  setUpTable(page, draw, lose);
  setUpRoom(page, draw);
  document.addEventListener("visibilitychange", reconnect);
  addEventListener("online", reconnect);
  addEventListener("pageshow", (event) => event.persisted && reconnect());
  addEventListener("hashchange", enterByHash);
  addEventListener("beforeunload", (event) => {
    if (refused && entries().length) event.preventDefault();
  });
  draw();
  if (location.hash.length > 1) enterByHash();
  else reconnect();
  setInterval(() => page.state && page.key?.kind === "table" && drawTable(page, true), 250);
}

setUp();

