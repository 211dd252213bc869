// Keys press what names them in aria-keyshortcuts; the markup is the only list of keys.
// A key is left alone while someone types, with a modifier, in a dialog, and when switched off.

const takesText = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])";
const actsOnEnter = "a, button, summary, input, select, textarea";

function pressable(key) {
  const found = document.querySelectorAll(`[aria-keyshortcuts~="${CSS.escape(key)}"]`);
  return [...found].find((element) => !element.disabled && element.getClientRects().length > 0);
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.repeat || event.isComposing) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("dialog[open]")) return;

  const singleKey = event.key.length === 1;
  if (singleKey && document.body.dataset.singleKeys === "off") return;
  if (!singleKey && event.key !== "Enter") return;
  if (event.target.closest(singleKey ? takesText : actsOnEnter)) return;

  const element = pressable(singleKey ? event.key.toUpperCase() : event.key);
  if (!element) return;
  event.preventDefault();
  element.focus({ preventScroll: Boolean(element.closest(".actionbar")) }); // a bar that sticks is in sight already
  element.click();
});
