// The text of points that can't be sent as they are, for copying.

import { $, set, show } from "./dom.js";
import { drop, entries } from "./outbox.js";
import { deskOf } from "./places.js";
import { refused } from "./storage.js";
import { say } from "./words.js";

// What can't be sent from here as it is: refused, of another table, or with no key that opens one.
export function drawUnsent(page) {
  const desk = page.state && page.key?.kind === "table" ? deskOf(page.state) : "";
  const waits = (entry) => entry.desk !== desk || refused || page.notice;
  const stuck = entries().filter((entry) => (entry.reason ? !entry.draft.taken_back : waits(entry)));
  show($("unsent"), stuck.length > 0);
  const parts = stuck.map(({ draft: sent, desk: of, place }) => {
    const from = of !== desk && desk ? say("unsent_elsewhere", { place: `${say("table", { number: of.split(" ").pop() })}, ${place}` }) : place;
    return `${from}\n${sent.text}`;
  });
  const text = parts.join("\n\n");
  if ($("unsent-text").value !== text) {
    $("unsent-text").value = text;
    copied(false);
  }
  set($("unsent-how"), refused ? `${say("no_storage")} ${say("unsent_how")}` : say("unsent_how"));
}

// What was copied of another table or day can be let go; what still waits here can't.
function copied(done) {
  set($("copy"), say(done ? "copied" : "copy"));
  show($("forget"), done && foreign().length > 0);
}

const foreign = () => entries().filter((entry) => entry.desk !== $("table").dataset.desk);

export function setUpUnsent(redraw) {
  $("copy").addEventListener("click", () => {
    $("unsent-text").select();
    // The clipboard's own interface is there on secure pages only.
    if (document.execCommand("copy")) copied(true);
  });
  $("forget").addEventListener("click", () => {
    for (const entry of foreign()) drop(entry.draft.id);
    redraw();
  });
}
