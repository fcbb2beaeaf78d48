// The page's words in the phone's language; the laptop has them all.

import { load, keep } from "./storage.js";

const LANGUAGES = ["nb", "nn", "en"];
let texts = {};

export function language() {
  const chosen = load("language", "");
  if (chosen) return chosen;
  for (const wanted of navigator.languages || [navigator.language]) {
    const code = wanted.toLowerCase().split("-")[0];
    if (code === "no") return "nb";
    if (LANGUAGES.includes(code)) return code;
  }
  return "en";
}

export async function speak(chosen) {
  if (chosen) keep("language", chosen);
  const answer = await fetch(`/texts/${language()}.json`, { cache: "no-store" });
  texts = await answer.json();
  document.documentElement.lang = language();
  for (const part of document.querySelectorAll("[data-text]")) part.textContent = say(part.dataset.text);
}

export function say(key, places = {}) {
  return (texts[key] || key).replace(/\{(\w+)\}/g, (whole, name) => (name in places ? String(places[name]) : whole));
}

// "13:42" of an instant by the event's own clock: the phone's may be wrong.
export function time(iso) {
  return iso.slice(11, 16);
}
