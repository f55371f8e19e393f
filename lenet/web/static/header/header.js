// The header: how long the last answer took, and, once the pad is scrolled away, a glance at the answer.

const time = element.querySelector("#time");
const header = element.querySelector(".lenet-header");
const glance = element.querySelector(".glance");

let watching = null;

/** From the first answer on: is the pad still in sight? (It is another part, and may be mounted later.) */
function watchPad() {
  watching = new IntersectionObserver(([pad]) => header.classList.toggle("scrolled", !pad.isIntersecting));
  watching.observe(document.getElementById("sketchpad"));
}

document.addEventListener("lenet:painted", (event) => {
  if (watching === null) watchPad();
  const { milliseconds, answer } = event.detail;
  if (milliseconds !== null) time.textContent = `${Math.round(milliseconds)} ms`;
  glance.hidden = answer === null;
  if (answer === null) return;
  glance.querySelector("b").textContent = answer.digit;
  glance.querySelector("span").textContent = answer.note;
  glance.querySelector("canvas").getContext("2d").drawImage(document.getElementById("digit"), 0, 0);
});
