// Radio groups of buttons: one is chosen, and is the group's one stop for the Tab key.

/** Calls chosen(button) when a button of the group is chosen, by pointer or arrow; returns choose(button). */
function radios(group, chosen) {
  const buttons = [...group.querySelectorAll("button")];
  const choose = (button) => {
    for (const each of buttons) {
      each.setAttribute("aria-checked", each === button);
      each.tabIndex = each === button ? 0 : -1;
    }
    chosen(button);
  };
  buttons.forEach((button, index) => {
    button.addEventListener("click", () => choose(button));
    button.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const next = buttons[(index + step + buttons.length) % buttons.length];
      next.focus();
      choose(next);
    });
  });
  return choose;
}
