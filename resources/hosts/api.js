// Requests to the laptop, and its stream of news.

import { device } from "./storage.js";

const TIMEOUT = 10000; // ms

export class Refused extends Error {
  constructor(status, reason, wait) {
    super(reason);
    this.status = status;
    this.reason = reason;
    this.wait = wait; // seconds that the laptop asks us to wait
  }
}

// The answer as an object. Throws Refused where the laptop said no, and other errors where it could not be reached.
export async function ask(method, path, token, body) {
  const headers = token ? { Authorization: `Bearer ${token}` } : {};
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), TIMEOUT);
  try {
    const answer = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: stop.signal,
      cache: "no-store",
    });
    const content = await answer.json();
    if (answer.ok) return content;
    throw new Refused(answer.status, content.error, Number(answer.headers.get("Retry-After")) || 0);
  } finally {
    clearTimeout(timer);
  }
}

// Calls `told` with each piece of news until the stream ends. Throws as `ask` does.
// Who answers in the room is not told apart: only a table's phone says which it is.
export async function listen({ token, kind }, told, signal) {
  const answer = await fetch(kind === "room" ? "/api/news" : `/api/news?device=${device()}`, {
    headers: { Authorization: `Bearer ${token}` },
    signal,
    cache: "no-store",
  });
  if (!answer.ok) throw new Refused(answer.status, (await answer.json()).error, 0);
  const reader = answer.body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    rest += decoder.decode(value, { stream: true });
    const pieces = rest.split("\n\n");
    rest = pieces.pop();
    for (const piece of pieces) {
      if (piece.startsWith("event: gone")) throw new Refused(401, "key", 0);
      if (piece.startsWith("data: ")) told(JSON.parse(piece.slice(6)));
    }
  }
}
