"use strict";
// One run on the page: what it said so far, and its numbers and texts.
Lab.laneName = (index) => "ABC"[index];

Lab.Lane = class {
  constructor(index) {
    this.index = index;
    this.label = "";
    const { make } = Lab;
    this.numbers = ["Words left", "Perplexity of real text", "Type-token ratio"].map((name) => {
      const value = make("dd", {}, make("strong", {}, "–"), make("span", { className: "change" }));
      return { name, value };
    });
    this.title = make("h2", { className: "lane-title" });
    // A text may be longer than its place, and has to be scrolled by the keyboard as well.
    const prose = (label) => make("div", { className: "prose", tabIndex: 0, attributes: { role: "region", "aria-label": label } });
    this.reference = prose(`The real text${index ? `, ${Lab.laneName(index)}` : ""}`);
    this.written = prose(`What the model learns from${index ? `, ${Lab.laneName(index)}` : ""}`);
    this.heading = make("h3", {}, "What the first model learns from");
    this.legend = make("p", { className: "news" });
    this.note = make("p", { className: "news notes" });
    this.node = make("section", { className: `lane lane-${index}` },
      this.title,
      make("dl", { className: "big" }, ...this.numbers.map(({ name, value }) => make("div", {}, make("dt", {}, name), value))),
      make("div", { className: "texts" },
        make("article", {}, make("header", {}, make("h3", {}, "The real text, without what is missing")), this.reference),
        make("article", {}, make("header", {}, this.heading), this.written, this.legend)),
      this.note);
    this.clear();
  }

  clear() {
    this.begin = null;
    this.generations = [];
    this.ended = null;
    this.mode = null;
    this.adopted = [];
    this.source = null;
    this.node.classList.add("empty");
  }

  get isWhole() { return this.ended?.reason === "whole"; }

  take(kind, data) {
    if (kind === "start") this.begin = data;
    // A line that was cut and taken up again may repeat nothing, but an event is known by its generation.
    else if (kind === "generation") this.generations[data.generation] = data;
    else if (kind === "mode") this.mode = data.mode;
    else if (kind === "end") this.ended = data;
  }

  // Shows a generation; the newest there is if it is not there yet.
  show(at, isRace) {
    const { format } = Lab;
    this.title.textContent = isRace ? `${Lab.laneName(this.index)}: ${this.label}` : "";
    this.title.hidden = !isRace;
    const now = this.generations[Math.min(at, this.generations.length - 1)];
    this.node.classList.toggle("empty", !now);
    const first = this.generations[0];
    const set = (index, text, change) => {
      const [strong, small] = this.numbers[index].value.children;
      strong.textContent = text;
      small.textContent = change;
    };
    if (!now || !this.begin) {
      this.numbers.forEach((_, index) => set(index, "–", ""));
      this.reference.replaceChildren();
      this.written.replaceChildren();
      this.legend.textContent = "";
      this.note.textContent = "";
      this.heading.textContent = "What the first model learns from";
      return;
    }
    const missing = this.begin.types - now.kept;
    set(0, format.whole(now.kept), `${missing ? `${format.whole(missing)} missing` : "none missing"} of ${format.whole(this.begin.types)}`);
    const change = (name) => {
      const ratio = now.measures[name] / first.measures[name] - 1;
      if (now.generation === 0 || !Number.isFinite(ratio)) return "";
      return `${ratio >= 0 ? "▲ +" : "▼ −"}${format.percent(Math.abs(ratio))}`;
    };
    set(1, format.number(now.measures.heldOutPerplexity ?? NaN), change("heldOutPerplexity"));
    set(2, format.percent(now.measures.typeTokenRatio ?? NaN), change("typeTokenRatio"));
    for (const place of [this.reference, this.written]) {
      place.lang = this.begin.language ?? "";
      place.dir = this.begin.rightToLeft ? "rtl" : "ltr";
    }
    this.reference.replaceChildren(...Lab.text.reference(this.begin.reference, now.missing));
    this.written.replaceChildren(...Lab.text.passage(now.passage));
    this.heading.textContent = now.generation === 0 ? "What the first model learns from"
      : `What model ${now.generation} learns from`;
    const hasReal = now.generation > 0 && now.passage.some(({ real }) => real);
    this.legend.replaceChildren(...(hasReal ? [Lab.make("mark", { className: "real" }, "Marked"), " is real text; the rest is written by models."] : []));
    this.note.textContent = [...(this.begin.notes ?? []), ...(now.notes ?? [])].join(" ");
  }

  // Asks again for the counts of the words that were adopted.
  async refresh() {
    if (!this.source) return;
    await Promise.all(this.adopted.map(async (word) => {
      try {
        const { word: text, counts } = await this.source.history(word.text);
        Object.assign(word, { text, counts });
      } catch {}
    }));
  }
};
