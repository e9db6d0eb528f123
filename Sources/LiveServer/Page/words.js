"use strict";
// Ribbons: how often a word occurs from generation to generation, and where it is missing.
Lab.words = (() => {
  const { make, svg, format } = Lab;
  const rowHeight = 26;
  // How wide a ribbon was drawn last: a cross has to be as wide as it is high.
  let boxWidth = 600;

  // The fate of a word as a sentence.
  const fate = (counts) => {
    const now = counts.length - 1;
    if (now < 1) return "";
    if (counts[now] > 0) {
      const wasGone = counts.some((count, index) => index && count === 0);
      return wasGone ? `back again, ${format.whole(counts[now])} times` : `alive, ${format.whole(counts[now])} times`;
    }
    let since = now;
    while (since > 0 && counts[since - 1] === 0) since -= 1;
    return `missing since generation ${since}`;
  };

  // Words share a scale: the most frequent one fills its row.
  const ribbon = (counts, { last, most, at }) => {
    const width = 1000;
    const x = (generation) => 8 + (width - 16) * (last ? generation / last : 0);
    const half = (count) => (count > 0 ? 1 + (rowHeight / 2 - 4) * (Math.log2(count + 1) / Math.log2(most + 1)) : 0);
    const parts = [];
    let run = [];
    const flush = () => {
      if (run.length) {
        const points = run.length > 1 ? run : [[run[0][0] - 4, run[0][1]], [run[0][0] + 4, run[0][1]]];
        const top = points.map(([px, h]) => `${px.toFixed(1)} ${(rowHeight / 2 - h).toFixed(1)}`);
        const bottom = points.map(([px, h]) => `${px.toFixed(1)} ${(rowHeight / 2 + h).toFixed(1)}`).reverse();
        parts.push(svg("path", { class: "ribbon", d: `M${[...top, ...bottom].join("L")}Z` }));
      }
      run = [];
    };
    counts.slice(0, at + 1).forEach((count, generation) => {
      if (count > 0) return run.push([x(generation), half(count)]);
      if (run.length) run.push([x(generation - 0.4), 0.5]);
      flush();
      if (counts[generation - 1] > 0) {
        const [cx, cy, r] = [x(generation), rowHeight / 2, 5];
        const rx = (r * width) / boxWidth;
        parts.push(svg("path", { class: "cross", d: `M${cx - rx} ${cy - r}L${cx + rx} ${cy + r}M${cx - rx} ${cy + r}L${cx + rx} ${cy - r}` }));
      }
    });
    flush();
    return svg("svg", { viewBox: `0 0 ${width} ${rowHeight}`, preserveAspectRatio: "none", "aria-hidden": "true", class: "ribbon-box" }, ...parts);
  };

  const list = (lane, state) => {
    const tracked = (lane.begin?.words ?? []).map((word, index) => ({
      text: word.text, counts: lane.generations.map((each) => each.counts[index]),
    }));
    const own = lane.adopted.filter(({ counts }) => counts.length > 0);
    const texts = new Set(own.map(({ text }) => text));
    const rows = [...own.map((word) => ({ ...word, own: true })), ...tracked.filter(({ text }) => !texts.has(text))];
    const most = Math.max(1, ...rows.map(({ counts }) => counts[0] ?? 0));
    return make("ul", { className: "ribbons" }, ...rows.map(({ text, counts, own: isOwn }) => {
      const upTo = counts.slice(0, state.at + 1);
      return make("li", { className: `${isOwn ? "own" : ""}${upTo.at(-1) === 0 ? " gone" : ""}` },
        make("span", { className: "ribbon-name" }, make("bdi", {}, text), " ", make("span", { className: "quiet" }, `${format.whole(counts[0] ?? 0)}×`)),
        ribbon(counts, { ...state, most }),
        make("span", { className: "ribbon-fate" }, fate(upTo)));
    }), ...(rows.length ? [make("li", { className: "axis", ariaHidden: "true" }, make("span"),
      make("span", { className: "ribbon-axis" }, make("span", {}, "generation 0"), make("span", {}, String(state.last))))] : []));
  };

  const measure = (place) => { boxWidth = place.querySelector(".ribbon-box")?.clientWidth || boxWidth; };

  return { list, fate, measure };
})();
