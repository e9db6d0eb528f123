"use strict";
// Curves from generation to generation: small multiples that share the axis of generations.
Lab.charts = (() => {
  const { make, svg, format } = Lab;
  const height = 220;
  const inset = { left: 52, right: 14, top: 10, bottom: 34 };

  const figures = [
    { measure: "retainedVocabulary", title: "Vocabulary left", unit: "of the real words", percent: true, domain: [0, 1] },
    { measure: "heldOutPerplexity", title: "Perplexity of real text", unit: "lower is better" },
    { measure: "typeTokenRatio", title: "Type-token ratio", unit: "different words in all words", percent: true },
    { measure: "ownPerplexity", title: "Perplexity of its own text", unit: "how sure the model is of itself" },
    { measure: "distinct2", title: "Different pairs of words", unit: "in all pairs", percent: true },
    { measure: "accuracyTop1", title: "Next word guessed right", unit: "in real text", percent: true },
  ];

  // Round numbers that cover a range.
  const ticks = (low, high) => {
    const span = high - low || 1;
    const power = 10 ** Math.floor(Math.log10(span / 3));
    const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => span / each <= 4.5);
    const list = [];
    for (let value = Math.ceil(low / step) * step; value <= high + step * 1e-9; value += step) list.push(value);
    return list;
  };

  const generationTicks = (last) => {
    const step = Math.max(1, Math.ceil(last / 8));
    return Array.from({ length: Math.floor(last / step) + 1 }, (_, index) => index * step);
  };

  // The scales of a figure of a given width.
  const scales = (width, last, [low, high]) => ({
    x: (generation) => inset.left + (width - inset.left - inset.right) * (last ? generation / last : 0),
    y: (value) => height - inset.bottom - (height - inset.top - inset.bottom) * ((value - low) / (high - low || 1)),
    generation: (x) => Math.round(((x - inset.left) / (width - inset.left - inset.right)) * last),
    value: (y) => low + ((height - inset.bottom - y) / (height - inset.top - inset.bottom)) * (high - low),
  });

  const path = (points) => points.map(([x, y], index) => `${index ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");

  // A lane is told by the shape of its dots as well: a circle, a square, a triangle.
  const dot = (lane, x, y, r) => [
    `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`,
    `M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}Z`,
    `M${x} ${y - 1.2 * r}L${x + 1.2 * r} ${y + r}L${x - 1.2 * r} ${y + r}Z`,
  ][lane];

  const valuesOf = (lane, measure) => lane.generations.map((each) => each.measures[measure] ?? NaN);

  const domainOf = (figure, lanes) => {
    if (figure.domain) return figure.domain;
    const values = lanes.flatMap((lane) => valuesOf(lane, figure.measure)).filter(Number.isFinite);
    if (values.length === 0) return [0, 1];
    const high = Math.max(...values);
    return [0, high > 0 ? high * 1.06 : 1];
  };

  const draw = (place, figure, { lanes, at, last, prediction }) => {
    const width = Math.max(240, place.clientWidth);
    const domain = domainOf(figure, lanes);
    const scale = scales(width, last, domain);
    const show = figure.percent ? format.percent : format.number;
    const parts = [];
    const levels = ticks(...domain);
    // All labels of an axis have as many digits.
    const digits = figure.percent && levels.some((each) => Math.abs(each * 100 - Math.round(each * 100)) > 1e-6) ? 1 : 0;
    for (const level of levels) {
      const text = figure.percent ? `${(level * 100).toFixed(digits)}\u202f%` : Number(level.toPrecision(6)).toLocaleString("en");
      parts.push(
        svg("line", { class: "grid", x1: inset.left, x2: width - inset.right, y1: scale.y(level), y2: scale.y(level) }),
        svg("text", { class: "tick", x: inset.left - 8, y: scale.y(level), "text-anchor": "end", "dominant-baseline": "middle" }, text));
    }
    for (const generation of generationTicks(last)) {
      parts.push(svg("text", { class: "tick", x: scale.x(generation), y: height - 14, "text-anchor": "middle" }, String(generation)));
    }
    parts.push(svg("line", { class: "now", x1: scale.x(at), x2: scale.x(at), y1: inset.top, y2: height - inset.bottom }));
    lanes.forEach((lane, index) => {
      const theory = lane.begin?.theory;
      if (figure.measure === "retainedVocabulary" && theory) {
        const bound = (sign) => theory.values.map((value, generation) => [
          scale.x(generation), scale.y(Math.min(1, Math.max(0, value + sign * 2 * (theory.deviations[generation] ?? 0)))),
        ]);
        parts.push(svg("path", { class: `band lane-${index}`, d: `${path(bound(1))}${path(bound(-1).reverse()).replace("M", "L")}Z` }));
        parts.push(svg("path", { class: `theory lane-${index}`, d: path(theory.values.map((value, generation) => [scale.x(generation), scale.y(value)])) }));
      }
    });
    if (prediction?.length) {
      parts.push(svg("path", { class: "prediction", d: path(prediction.map(([generation, value]) => [scale.x(generation), scale.y(value)])) }));
    }
    lanes.forEach((lane, index) => {
      const points = valuesOf(lane, figure.measure)
        .map((value, generation) => [scale.x(generation), scale.y(value)]).filter(([, y]) => Number.isFinite(y));
      if (points.length === 0) return;
      parts.push(svg("path", { class: `curve lane-${index}`, d: path(points) }));
      parts.push(...points.map(([x, y], generation) => svg("path", {
        class: `dot lane-${index}${generation === at ? " at" : ""}`, d: dot(index, x, y, generation === at ? 5 : 3),
      })));
    });
    const drawing = svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": summary(figure, lanes, show) }, ...parts);
    place.replaceChildren(drawing);
    return scale;
  };

  const summary = (figure, lanes, show) => {
    const sentences = lanes.map((lane, index) => {
      const values = valuesOf(lane, figure.measure);
      if (values.length === 0) return "";
      const name = lanes.length > 1 ? `${Lab.laneName(index)}: ` : "";
      const first = show(values[0]);
      return values.length === 1 ? `${name}${first} at the start` : `${name}from ${first} to ${show(values.at(-1))} in generation ${values.length - 1}`;
    }).filter(Boolean);
    return `${figure.title}. ${sentences.length ? sentences.join("; ") : "Nothing yet."}`;
  };

  // A figure with its frame; `update` draws it anew.
  const build = (place) => {
    const built = figures.map((figure) => {
      const chart = make("div", { className: "chart live" });
      const now = make("p", { className: "summary" });
      const body = make("tbody");
      const table = make("table", {}, body);
      const heading = make("h3", {}, figure.title, " ", make("span", { className: "quiet" }, figure.unit));
      const note = make("p", { className: "note" });
      const node = make("figure", {}, heading, now, chart, note,
        make("details", {}, make("summary", {}, "Numbers"), make("div", { className: "scroll" }, table)));
      return { figure, chart, now, body, note, node };
    });
    place.replaceChildren(...built.map(({ node }) => node));
    const update = (state) => built.forEach(({ figure, chart, now, body, note }) => {
      const show = figure.percent ? format.percent : format.number;
      const scale = draw(chart, figure, { ...state, prediction: figure.measure === "retainedVocabulary" ? state.prediction : null });
      if (figure.measure === "retainedVocabulary") {
        api.scale = scale;
        const standings = new Set(state.lanes.map((lane) => lane.begin?.theory?.standing).filter(Boolean));
        note.textContent = standings.size === 0 ? ""
          : `Dashed: what theory expects from the counts of the real words alone; the band holds about 95 of 100 runs.${standings.has("neutral") ? " It assumes plain sampling without smoothing, so here it is a yardstick." : ""}`;
      }
      now.replaceChildren(...state.lanes.flatMap((lane, index) => {
        const value = lane.generations[Math.min(state.at, lane.generations.length - 1)]?.measures[figure.measure];
        const text = value === undefined ? "–" : show(value);
        return [make("span", { className: `key lane-${index}` }), `${state.lanes.length > 1 ? `${Lab.laneName(index)} ` : ""}${text} `];
      }));
      const rows = Math.max(0, ...state.lanes.map((lane) => lane.generations.length));
      const head = make("tr", {}, make("th", { scope: "col" }, "generation"),
        ...state.lanes.map((_, index) => make("th", { scope: "col" }, state.lanes.length > 1 ? Lab.laneName(index) : figure.title)));
      body.replaceChildren(head, ...Array.from({ length: rows }, (_, generation) => make("tr", {},
        make("th", { scope: "row" }, String(generation)),
        ...state.lanes.map((lane) => make("td", {}, show(lane.generations[generation]?.measures[figure.measure] ?? NaN))))));
    });
    const api = { update, vocabulary: built[0].chart, scale: null };
    return api;
  };

  return { build };
})();
