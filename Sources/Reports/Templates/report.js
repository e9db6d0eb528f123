// Moves through the generations and draws the charts. Text is only ever set as
// text, never as markup.
const data = JSON.parse(document.getElementById("data").textContent);
const $ = (id) => document.getElementById(id);
const make = (tag, text) => {
  const node = document.createElement(tag);
  if (text !== undefined) node.textContent = text;
  return node;
};

function passage(pieces, missing) {
  const gone = new Set(missing);
  const paragraphs = [];
  pieces.forEach(([text, space], index) => {
    if (paragraphs.length === 0 || space === 2) paragraphs.push(make("p"));
    else if (space === 1) paragraphs.at(-1).append(" ");
    paragraphs.at(-1).append(gone.has(index) ? make("del", text) : text);
  });
  return paragraphs;
}

function words(label, list) {
  if (list.length === 0) return [];
  const shown = list.slice(0, 12).flatMap((word, index) => [index ? ", " : "", make("bdi", word)]);
  const rest = list.length > 12 ? ` and ${list.length - 12} more` : "";
  return [make("b", label), " ", ...shown, rest, ". "];
}

function stage() {
  const story = data.text;
  const slider = $("generation");
  if (!story) return;
  let at = story.moments.length - 1;
  let timer = null;

  const show = (next) => {
    at = Math.max(0, Math.min(story.moments.length - 1, next));
    const moment = story.moments[at];
    $("sentence").textContent = moment.sentence;
    $("count").textContent = moment.count;
    $("heading").textContent = moment.heading;
    $("reference").replaceChildren(...passage(story.reference, moment.missing));
    $("written").replaceChildren(...moment.paragraphs.map((text) => make("p", text)));
    $("news").replaceChildren(
      ...words("Lost here:", at ? moment.gone : []),
      ...words("Back again:", moment.back),
    );
    document.querySelectorAll("[data-number]").forEach((node, index) => {
      node.textContent = moment.numbers[index] ?? "–";
    });
    if (!slider) return;
    slider.value = at;
    slider.setAttribute("aria-valuetext", `generation ${moment.generation}`);
    $("shown").textContent = `generation ${moment.generation}`;
    $("previous").disabled = at === 0;
    $("next").disabled = at === story.moments.length - 1;
  };

  const stop = () => {
    clearInterval(timer);
    timer = null;
    $("play").textContent = "Play";
  };
  const play = () => {
    if (timer) return stop();
    if (at === story.moments.length - 1) show(0);
    $("play").textContent = "Pause";
    timer = setInterval(() => {
      show(at + 1);
      if (at === story.moments.length - 1) stop();
    }, 1400);
  };
  const go = (next) => {
    if (timer) stop();
    show(next);
  };

  show(at);
  if (!slider) return;
  $("controls").hidden = false;
  slider.addEventListener("input", () => go(Number(slider.value)));
  $("previous").addEventListener("click", () => go(at - 1));
  $("next").addEventListener("click", () => go(at + 1));
  $("play").addEventListener("click", play);
  $("stage").addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const isButton = event.target instanceof HTMLButtonElement;
    const last = story.moments.length - 1;
    const moves = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last };
    if (event.key === " " && !isButton) play();
    else if (event.key in moves) go(moves[event.key]);
    else return;
    event.preventDefault();
  });
}

// Vega sets legends in as many columns as it is told, whether they fit or not.
function fitLegends(node, width) {
  if (node === null || typeof node !== "object") return;
  if (node.legend && node.legend.columns > 1) {
    const entries = node.scale.domain;
    const widest = Math.max(...entries.map((entry) => entry.length)) * 7 + 50;
    node.legend.columns = Math.max(1, Math.min(entries.length, Math.floor((width - 50) / widest)));
  }
  for (const child of Object.values(node)) fitLegends(child, width);
}

async function charts() {
  if (!window.vegaEmbed) return;
  const options = {
    config: data.config, renderer: "svg", actions: false, ast: true, defaultStyle: false,
    tooltip: { disableDefaultStyle: true },
  };
  for (const place of document.querySelectorAll("[data-figure]")) {
    const specification = { ...data.figures[place.dataset.figure] };
    // Small multiples have a width of their own; as many stand in a row as fit.
    if (specification.facet) {
      specification.columns = Math.max(1, Math.floor(place.clientWidth / (specification.spec.width + 60)));
    } else specification.width = "container";
    fitLegends(specification, place.clientWidth);
    try {
      await window.vegaEmbed(place, specification, options);
    } catch (error) {
      place.textContent = `This chart could not be drawn (${error.message}); its numbers are below.`;
      place.closest("figure")?.querySelector("details")?.setAttribute("open", "");
    }
  }
  document.documentElement.dataset.charts = "drawn";
}

function copying() {
  const button = $("copy");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const code = $("command");
    try {
      await navigator.clipboard.writeText(code.textContent);
    } catch {
      getSelection().selectAllChildren(code);
      document.execCommand("copy");
    }
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy"), 2000);
  });
}

theme();
stage();
copying();
charts();
