// Where points belong: the event and table, and the rounds.

import { say } from "./words.js";

// The event and table that a point is written at.
export const deskOf = (state) => `${state.event.id} ${state.table.number}`;

export const spellOf = (place) => `${place.item_id} ${place.round_id || ""}`;

export function placeWords(place) {
  return place.round ? say("round_alone", { number: place.round }) : place.title;
}
