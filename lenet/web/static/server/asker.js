// Asking for answers: one request under way at most, the newest drawing always answered last.

const PATIENCE = 8000; // ms until a request counts as lost
const RETRIES = [300, 700, 1500, 3000]; // ms between tries while the server does not answer

/**
 * The address of one of the page's events, as Gradio serves it: where this page came from. Of the root that the
 * server names only the path counts; its host is a guess, wrong behind a proxy that does not tell its own.
 */
function addressOf(event) {
  const { root, api_prefix: prefix } = window.gradio_config;
  const path = new URL(root || "/", location).pathname.replace(/\/$/, "");
  return `${location.origin}${path}${prefix ?? ""}/run/${event}`;
}

/** A drawing as it travels: its strokes, or the digits that a picture was placed as. */
function wired({ strokes, pad, digits }) {
  return digits ? { digits } : { strokes, pad };
}

/**
 * Returns ask(drawing): hands over the newest drawing, of which inputs(drawing) is what the event takes. Calls
 * onAnswer(drawing, packet, started), onRefusal(sentence) where the server declines the drawing, and
 * onSilence(silent) when the server stops answering or answers again. After a reply that took so many ms it rests
 * for restAfter(took) ms, unless ask.hurry() is called: what is newest by then is asked at once.
 */
function asker(event, inputs, { onAnswer, onRefusal = () => {}, onSilence = () => {}, restAfter = () => 0 }) {
  let newest = null;
  let busy = false;
  let failures = 0;
  let wake = null;
  let endRest = null;

  function ask(drawing) {
    newest = drawing;
    if (!busy) send();
  }

  async function send() {
    busy = true;
    while (newest !== null) {
      const drawing = newest;
      newest = null;
      const started = performance.now();
      const reply = await request(drawing);
      const took = performance.now() - started;
      if (reply === null) {
        newest ??= drawing;
        await pause();
        continue;
      }
      if (failures > 0) onSilence(false);
      failures = 0;
      if (reply.error) onRefusal(reply.error);
      else onAnswer(drawing, reply.data[0], started);
      const rest = restAfter(took);
      if (rest > 0) await resting(rest);
    }
    busy = false;
  }

  /** The server's reply, or null where there was none. */
  async function request(drawing) {
    try {
      const response = await fetch(addressOf(event), {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ data: inputs(drawing) }),
        signal: AbortSignal.timeout(PATIENCE),
      });
      const gone = [502, 503, 504].includes(response.status);
      return gone ? null : await response.json();
    } catch {
      return null;
    }
  }

  function pause() {
    onSilence(true);
    const wait = RETRIES[Math.min(failures++, RETRIES.length - 1)];
    return new Promise((resolve) => {
      wake = resolve;
      setTimeout(resolve, wait);
    });
  }

  function resting(rest) {
    return new Promise((resolve) => {
      endRest = resolve;
      setTimeout(resolve, rest);
    });
  }

  ask.hurry = () => endRest?.();
  window.addEventListener("online", () => wake?.());
  return ask;
}
