// Counts the time that is left of an assigned quiz, by the server's seconds: a wrong clock on this machine changes nothing.
// Nothing is announced until the time is up, and then once.

let shown, until, told;

function said(element, seconds) {
  const minutes = Math.floor(seconds / 60);
  if (seconds <= 0) return element.dataset.over;
  if (minutes < 1) return element.dataset.less;
  return minutes === 1 ? element.dataset.one : element.dataset.many.replace("#", minutes);
}

function look() {
  const element = document.querySelector("[data-seconds-left]");
  if (!element) return;
  if (element !== shown) {
    shown = element;
    until = performance.now() + 1000 * Number(element.dataset.secondsLeft);
  }
  const seconds = (until - performance.now()) / 1000;
  if (seconds > 7200) return; // hours are the server's to say
  const text = said(element, seconds);
  if (element.textContent !== text) element.textContent = text;
  if (seconds <= 0 && !told) {
    told = true;
    document.getElementById("status").textContent = text;
  }
}

setInterval(look, 1000);
document.addEventListener("htmx:afterSettle", look);
look();
