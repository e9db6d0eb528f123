"use strict";
// The settings: their controls, and their place in the address of the page.
Lab.settings = (() => {
  const { make } = Lab;
  const smoothings = [
    ["maximum-likelihood", "none: only what was seen"], ["modified-kneser-ney", "modified Kneser–Ney"],
    ["kneser-ney", "Kneser–Ney"], ["witten-bell", "Witten–Bell"],
    ["absolute-discounting", "absolute discounting"], ["jelinek-mercer", "Jelinek–Mercer"],
    ["katz", "Katz"], ["additive", "additive"],
  ];
  const regimes = [
    ["replace", "replace: only what the last model wrote"],
    ["mix", "mix: with some real text"], ["accumulate", "accumulate: keep everything"],
  ];
  // Every control: the option of the command line, its label, and what it takes.
  const controls = () => [
    {
      key: "corpus", label: "Text", help: "",
      choices: [
        ...Lab.catalog.corpora.map((corpus) => [
          corpus.id, `${corpus.title} (${Lab.format.whole(corpus.tokens)} words)`,
        ]),
        ["pasted", "a text of your own …"],
      ],
    },
    { key: "order", label: "Order", help: "words that a model looks at, the next one included", range: [1, Lab.catalog.limits.order, 1] },
    { key: "smoothing", label: "Smoothing", help: "what becomes of words never seen together", choices: smoothings },
    { key: "regime", label: "Learns from", help: "where the text of the next model comes from", choices: regimes },
    { key: "real-share", label: "Share of real text", help: "of what a model reads, when mixing", range: [0, 0.9, 0.05], when: (s) => s.regime === "mix" },
    { key: "real-text", label: "Real text is", help: "never seen before, or the same every time", choices: [["fresh", "fresh"], ["same", "the same"]], when: (s) => s.regime === "mix" },
    { key: "temperature", label: "Temperature", help: "below 1: bolder towards the likely", number: [0.05, 5, 0.05] },
    { key: "top-k", label: "Top-k", help: "only the k likeliest words; empty: all", number: [1, 1000, 1], optional: true },
    { key: "top-p", label: "Top-p", help: "only the likeliest words up to this mass", number: [0.05, 1, 0.05], optional: true },
    { key: "min-p", label: "Min-p", help: "only words this likely against the likeliest", number: [0, 1, 0.05], optional: true },
    { key: "greedy", label: "Always the likeliest word", flag: true },
    { key: "generations", label: "Generations", help: "", number: [1, Lab.catalog.limits.generations, 1] },
    { key: "tokens", label: "Words per generation", help: "empty: as many as the real text", number: [100, Lab.catalog.limits.tokens, 100], optional: true },
    { key: "seed", label: "Seed", help: "the same seed gives the same text", number: [0, 9007199254740991, 1] },
  ];

  const defaults = () => ({ ...Lab.catalog.defaults });

  // A value from the address, if the control takes it; undefined otherwise.
  const parse = (key, text) => {
    if (key === "reserve-share") {
      const value = Number(text);
      return value >= 0 && value < 1 ? value : undefined;
    }
    const control = controls().find((each) => each.key === key);
    if (!control) return undefined;
    if (control.flag) return text === "1";
    if (control.choices) return control.choices.some(([value]) => value === text) ? text : undefined;
    const [low, high] = control.number ?? control.range;
    const value = Number(text);
    return text !== "" && Number.isFinite(value) && value >= low && value <= high ? value : undefined;
  };

  const changes = (settings) => {
    const usual = defaults();
    return Object.entries(settings).filter(([key, value]) => (value ?? null) !== (usual[key] ?? null));
  };

  // Lanes beyond the first have a letter before their keys.
  const most = 3;
  const prefixes = ["", "b.", "c."];

  // The page as the part of an address after the #: all that differs from the defaults.
  const toHash = (state) => {
    const words = new URLSearchParams();
    state.lanes.forEach((lane, index) => {
      for (const [key, value] of changes(lane)) {
        if (value !== null) words.set(prefixes[index] + key, value === true ? "1" : String(value));
      }
    });
    if (state.lanes.length > 1) words.set("race", String(state.lanes.length));
    if (state.lesson) words.set("lesson", state.lesson);
    if (state.predict) words.set("predict", "1");
    return words.toString();
  };

  const fromHash = (hash) => {
    const words = new URLSearchParams(hash.replace(/^#/, ""));
    // A run that is followed brings its own settings.
    const follows = (words.get("run") ?? "").split(",").filter((id) => /^[a-z0-9]{20}$/.test(id)).slice(0, most);
    if (follows.length) return { lanes: follows.map(defaults), lesson: null, predict: false, follows };
    const count = Math.min(most, Math.max(1, Number.parseInt(words.get("race"), 10) || 1));
    const lanes = Array.from({ length: count }, defaults);
    for (const [name, text] of words) {
      const index = Math.max(0, prefixes.indexOf(name.slice(0, 2)));
      const key = index ? name.slice(2) : name;
      const value = parse(key, text);
      if (value !== undefined && lanes[index]) lanes[index][key] = value;
    }
    return { lanes, lesson: words.get("lesson"), predict: words.get("predict") === "1", follows: [] };
  };

  // The controls of a lane; `changed` is called with its settings after every change.
  const form = (place, lane, label, settings, changed) => {
    const rows = [];
    const show = () => rows.forEach(({ row, control }) => {
      if (control.when) row.hidden = !control.when(settings);
    });
    const text = make("textarea", {
      id: `${lane}-text`, rows: 6, placeholder: "Paste some paragraphs. The server keeps them in memory until the run is forgotten, and writes them nowhere.",
      value: Lab.pasted ?? "", oninput: () => { Lab.pasted = text.value; },
    });
    const pasted = make("div", { className: "field wide", hidden: settings.corpus !== "pasted" },
      make("label", { htmlFor: text.id }, "Your text"), text);
    for (const control of controls()) {
      const id = `${lane}-${control.key}`;
      let input;
      if (control.choices) {
        input = make("select", { id }, ...control.choices.map(([value, name]) => make("option", { value }, name)));
      } else if (control.flag) {
        input = make("input", { id, type: "checkbox" });
      } else {
        const [min, max, step] = control.number ?? control.range;
        input = make("input", { id, type: control.range ? "range" : "number", min, max, step });
      }
      const shown = control.range ? make("output", { htmlFor: id }) : null;
      const fill = () => {
        if (control.flag) input.checked = Boolean(settings[control.key]);
        else input.value = settings[control.key] ?? "";
        if (shown) shown.textContent = String(settings[control.key]);
      };
      fill();
      input.addEventListener(control.range ? "input" : "change", () => {
        let value;
        if (control.flag) value = input.checked;
        else if (control.choices) value = input.value;
        else if (input.value === "" && control.optional) value = null;
        else value = parse(control.key, input.value);
        if (value !== undefined) {
          settings[control.key] = value;
          // What a lesson kept aside belongs to its regime and corpus.
          if (["regime", "real-share", "generations", "corpus"].includes(control.key)) delete settings["reserve-share"];
        }
        fill();
        pasted.hidden = settings.corpus !== "pasted";
        show();
        changed();
      });
      const name = make("label", { htmlFor: id }, control.label);
      if (shown) name.append(" ", shown);
      const row = make("div", { className: control.flag ? "field flag" : "field" });
      if (control.flag) row.append(input, name);
      else row.append(name, input);
      if (control.help) {
        row.append(make("span", { className: "help", id: `${id}-help` }, control.help));
        input.setAttribute("aria-describedby", `${id}-help`);
      }
      rows.push({ row, control });
    }
    place.replaceChildren(make("fieldset", {}, make("legend", {}, label),
      make("div", { className: "fields" }, rows[0].row, pasted, ...rows.slice(1).map(({ row }) => row))));
    show();
  };

  // What tells a lane from the other, in a few words.
  const summary = (settings, other) => {
    const usual = other ?? defaults();
    const names = Object.fromEntries(controls().map((control) => [control.key, control]));
    const words = Object.entries(settings)
      .filter(([key, value]) => names[key] && (value ?? null) !== (usual[key] ?? null))
      .map(([key, value]) => {
        const control = names[key];
        if (control.flag) return value ? control.label.toLowerCase() : `not ${control.label.toLowerCase()}`;
        if (control.choices) return (control.choices.find(([each]) => each === value)?.[1] ?? value).replace(/ \(.*| …$/, "").split(":")[0];
        return `${control.label.toLowerCase()} ${value ?? "off"}`;
      });
    return words.join(", ");
  };

  return { defaults, toHash, fromHash, form, summary };
})();
