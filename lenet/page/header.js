// The header: how long the last answer took, and, once the pad is scrolled away, a glance at the answer.

const time = element.querySelector("#time");
const header = element.querySelector(".lenet-header");
const glance = element.querySelector(".glance");

document.addEventListener("lenet:painted", (event) => {
  const { milliseconds, answer } = event.detail;
  if (milliseconds !== null) time.textContent = `${Math.round(milliseconds)} ms`;
  glance.hidden = answer === null;
  if (answer === null) return;
  glance.querySelector("b").textContent = answer.digit;
  glance.querySelector("span").textContent = answer.probability;
  glance.querySelector("canvas").getContext("2d").drawImage(document.getElementById("digit"), 0, 0);
});

// The pad is another part of the page and may be mounted after this one.
const whenPadIsThere = setInterval(() => {
  const pad = document.getElementById("sketchpad");
  if (!pad) return;
  clearInterval(whenPadIsThere);
  new IntersectionObserver(([pad]) => {
    header.classList.toggle("scrolled", !pad.isIntersecting);
  }).observe(pad);
}, 100);
