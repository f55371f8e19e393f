// What there is to say of an answer: the same for the reading and for every network compared.

const SURE = 0.5; // by so much the likeliest class must lead the second, or both are shown

/** Nothing drawn, no digit, one of two, or one: "empty", "refused", "unsure", "sure". */
function stateOf(packet) {
  if (!packet) return "empty";
  if (packet.verdict === null) return "refused";
  return packet.top3[0][1] - packet.top3[1][1] < SURE ? "unsure" : "sure";
}
