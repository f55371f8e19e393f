// A remark at the foot of the pad: what is on it, where that is not plain.

const remarks = new WeakMap(); // by what the pad shows, strokes or a picture
const remarkLine = element.querySelector(".remark");
let waiting = ""; // said while something is fetched, in place of a remark
let remarked = null;

/** Shows what there is to say of `content`, strokes or a picture; null is said nothing of. */
function showRemark(content) {
  remarked = content;
  const words = waiting || (content && remarks.get(content)) || "";
  if (remarkLine.textContent === words) return;
  remarkLine.textContent = words;
  remarkLine.hidden = words === "";
}

function sayWaiting(words) {
  waiting = words;
  showRemark(remarked);
}
