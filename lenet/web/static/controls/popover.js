// A sheet under a button: opened and closed by it, closed by Escape or by a press elsewhere.

/** `around` holds both; calls onOpen() when the sheet opens. Returns toggle(opened). */
function sheetOf(button, sheet, around, onOpen) {
  function toggle(opened) {
    sheet.hidden = !opened;
    button.setAttribute("aria-expanded", opened);
    if (opened) onOpen();
  }
  button.addEventListener("click", () => toggle(sheet.hidden));
  // Before the sketchpad hears of it: Escape closes the sheet and clears nothing.
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || sheet.hidden) return;
      event.stopImmediatePropagation();
      toggle(false);
      button.focus();
    },
    true,
  );
  document.addEventListener("pointerdown", (event) => {
    if (!sheet.hidden && !event.target.closest(around)) toggle(false);
  });
  return toggle;
}
