// Drawings of ours that nobody chose: one of any hand, and one that the network misreads.

const any = (things) => things[Math.floor(Math.random() * things.length)];

/** Adds two buttons to the keypad. now() is what the pad shows, play(strokes) plays them on it, asked() is how it is read. */
function offerOurs({ now, play, say, asked }) {
  const button = (id, text, title, press) => {
    const made = Object.assign(document.createElement("button"), { type: "button", id, textContent: text, title });
    made.addEventListener("click", press);
    element.querySelector(".keypad").append(made);
    return made;
  };

  button("random", "Random", "A random digit by one of our own hands", () => {
    const drawings = props.hands.flatMap(({ digits }) => Object.values(digits));
    play(any(drawings.filter((strokes) => strokes !== now())));
  });

  const ask = asker(
    "surprise",
    ({ placement, network, view, seed }) => [placement, network, view, seed],
    {
      onAnswer({ before }, found) {
        finish();
        if (now() !== before) return; // something was drawn meanwhile
        if (!found) return say("The network misread none of the drawings that were tried. Ask again.");
        remarks.set(found.strokes, `Meant as ${found.meant}.`);
        play(found.strokes);
      },
      onRefusal(sentence) {
        finish();
        say(sentence);
      },
      onSilence: (silent) => say(silent ? "No answer from the server, trying again." : ""),
    },
  );
  const misread = button(
    "misread",
    "Misread",
    "A digit that this network misreads, and others read: searched now among our own drawings, redrawn as other hands would. MNIST’s own digits cannot be shipped with this page",
    () => {
      say("");
      sayWaiting("Looking for a misread digit …");
      misread.setAttribute("aria-busy", "true");
      ask({ ...asked(), before: now(), seed: Math.floor(Math.random() * 2 ** 32) });
    },
  );

  function finish() {
    sayWaiting("");
    misread.removeAttribute("aria-busy");
  }
}
