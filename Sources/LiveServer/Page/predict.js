"use strict";
// Predict first: the class draws the curve of the vocabulary before it is computed.
Lab.predict = (() => {
  const { make, $ } = Lab;
  let points = new Map();
  let isOn = false;
  let last = 10;

  const list = () => {
    if (points.size === 0) return [];
    return [[0, 1], ...[...points].filter(([generation]) => generation > 0).sort(([a], [b]) => a - b)];
  };

  // A curve to a share at the end, for those who draw without a pointer: the same loss in every generation.
  const toEnd = (share) => {
    points = new Map();
    for (let generation = 1; generation <= last; generation += 1) {
      points.set(generation, Math.max(0.001, share) ** (generation / last));
    }
  };

  // What a finished run says of the prediction.
  const verdict = (lane) => {
    const end = lane.generations.at(-1);
    const guess = points.get(end?.generation);
    if (!end || guess === undefined || !lane.isWhole) return "";
    const found = end.measures.retainedVocabulary;
    const distance = Math.abs(guess - found) * 100;
    const words = distance < 3 ? "A very good guess" : distance < 10 ? "Near" : guess > found ? "More is lost than you thought" : "Less is lost than you thought";
    return `${words}: you drew ${Lab.format.percent(guess)} at the end, and it is ${Lab.format.percent(found)}.`;
  };

  const install = (charts, changed) => {
    const place = charts.vocabulary;
    let drawing = false;
    const put = (event) => {
      const box = place.getBoundingClientRect();
      const scale = charts.scale;
      if (!scale) return;
      const factor = Math.max(240, place.clientWidth) / box.width;
      const generation = scale.generation((event.clientX - box.left) * factor);
      if (generation < 1 || generation > last) return;
      points.set(generation, Math.min(1, Math.max(0, scale.value((event.clientY - box.top) * factor))));
      changed();
    };
    place.addEventListener("pointerdown", (event) => {
      if (!isOn) return;
      drawing = true;
      place.setPointerCapture(event.pointerId);
      put(event);
      event.preventDefault();
    });
    place.addEventListener("pointermove", (event) => { if (isOn && drawing) put(event); });
    for (const end of ["pointerup", "pointercancel"]) place.addEventListener(end, () => { drawing = false; });

    const slider = make("input", { type: "range", id: "guess", min: 0, max: 100, value: 50 });
    const shown = make("output", { htmlFor: "guess" }, "not drawn");
    slider.addEventListener("input", () => {
      toEnd(Number(slider.value) / 100);
      shown.textContent = `${slider.value}\u202f%`;
      changed();
    });
    $("predict-help").replaceChildren(
      "Draw into the first chart how much of the vocabulary is left in each generation, or set what is left at the end: ",
      make("label", { htmlFor: "guess", className: "hidden" }, "Words left at the end, in percent"), slider, " ", shown,
      ". Then press Run.");
  };

  return {
    install, list, verdict,
    set: (on, generations) => {
      isOn = on;
      last = generations;
      $("predict-help").hidden = !on;
      $("curves").classList.toggle("predicting", on);
    },
    clear: () => { points = new Map(); },
    get isDrawn() { return points.size > 0; },
  };
})();
