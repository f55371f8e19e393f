// Switches: radio inputs beside each other, of which one is chosen.

/**
 * Let a group of radio inputs choose.
 * @param {HTMLElement} group
 * @param {(value: string) => void} choose
 * @returns {(value: string) => void}   checks the input with this value
 */
export function buildSwitch(group, choose) {
  const radios = [...group.querySelectorAll("input")];
  for (const radio of radios) radio.addEventListener("change", () => choose(radio.value));
  return (value) => {
    for (const radio of radios) radio.checked = radio.value === value;
  };
}
