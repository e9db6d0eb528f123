"use strict";
// The page: one run, or up to three beside each other, their controls and their address.
Lab.start = () => {
  const { $, make, format } = Lab;
  let state = { lanes: [], lesson: null, predict: false, follows: [] };
  let lanes = [];
  let charts = null;
  let at = 0;
  let follows = true;
  let phase = "ready"; // ready, running, paused, ended
  let epoch = 0;
  let queued = false;

  const last = () => Math.max(...state.lanes.map((settings) => settings.generations));
  const reached = () => Math.max(0, ...lanes.map((lane) => lane.generations.length - 1));

  // MARK: Showing

  const render = () => {
    queued = false;
    const isRace = lanes.length > 1;
    if (follows) at = reached();
    for (const lane of lanes) lane.show(at, isRace);
    charts.update({ lanes, at, last: last(), prediction: state.predict ? Lab.predict.list() : null });
    Lab.words.measure($("ribbons"));
    $("ribbons").replaceChildren(...lanes.map((lane) => make("div", { className: `ribbon-lane lane-${lane.index}` },
      ...(isRace ? [make("h3", {}, `${Lab.laneName(lane.index)}: ${lane.label}`)] : []),
      Lab.words.list(lane, { at, last: last() }))));
    $("generation").max = Math.max(1, reached());
    $("generation").value = at;
    $("generation").disabled = reached() === 0;
    $("generation").setAttribute("aria-valuetext", `generation ${at}`);
    $("at").textContent = `generation ${at} of ${last()}`;
    $("run").textContent = phase === "running" ? "Pause" : phase === "paused" ? "Go on" : "Run";
    $("step").disabled = phase === "ended";
    $("reset").disabled = phase === "ready";
    for (const link of $("saves").querySelectorAll("a")) {
      const isReady = lanes.some((lane) => lane.generations.length > 0);
      link.ariaDisabled = String(!isReady);
      link.classList.toggle("off", !isReady);
    }
    adoptedText();
  };

  const update = () => {
    if (queued) return;
    queued = true;
    requestAnimationFrame(render);
  };

  const say = (sentence) => { if ($("status").textContent !== sentence) $("status").textContent = sentence; };

  const sentence = () => {
    const texts = lanes.filter((lane) => lane.generations.length > 0).map((lane) => {
      const now = lane.generations.at(-1);
      const name = lanes.length > 1 ? `${Lab.laneName(lane.index)}: ` : "";
      if (now.generation === 0) return `${name}${name ? "the" : "The"} real text has ${format.whole(lane.begin.types)} different words.`;
      return `${name}${name ? "generation" : "Generation"} ${now.generation} has ${format.whole(now.kept)} of ${format.whole(lane.begin.types)} words, perplexity of real text ${format.number(now.measures.heldOutPerplexity ?? NaN)}.`;
    });
    return texts.join(" ");
  };

  const adoptedText = () => {
    const texts = lanes.flatMap((lane) => lane.adopted.map((word) => {
      const name = lanes.length > 1 ? ` in ${Lab.laneName(lane.index)}` : "";
      if (word.counts.length === 0) return `“${word.text}” is yours. Press Run.`;
      const fate = Lab.words.fate(word.counts.slice(0, at + 1));
      return `“${word.text}”${name}: ${format.whole(word.counts[0] ?? 0)} times in the real text${fate ? `, ${fate}` : ""}.`;
    }));
    const text = [...new Set(texts)].join(" ");
    if ($("adopted-text").textContent !== text) $("adopted-text").textContent = text;
  };

  // MARK: Running

  const take = (lane, mine) => (kind, data) => {
    if (mine !== epoch) return;
    lane.take(kind, data);
    if (kind === "start" && state.follows.length) {
      state.lanes[lane.index] = { ...Lab.settings.defaults(), ...data.settings };
      labels();
    }
    if (kind === "start") $("command").textContent = lanes.map((each) => each.begin?.command).filter(Boolean).join("\n");
    if (kind === "generation") {
      say(sentence());
      lane.refresh().then(update);
    }
    if (kind === "mode") phase = data.mode === "running" ? "running" : "paused";
    if (kind === "end") {
      if (data.reason === "failed") Lab.problem(data.sentence);
      if (lanes.every((each) => each.ended)) {
        phase = "ended";
        if (lanes.every((each) => each.isWhole)) {
          // The words that were adopted may still be on their way.
          Promise.all(lanes.map((each) => each.refresh())).then(() => {
            if (mine !== epoch) return;
            Lab.lesson.answer(lanes);
            update();
          });
          const verdict = state.predict ? Lab.predict.verdict(lanes[0]) : "";
          say(`${sentence()} ${verdict}`.trim());
        } else say(data.sentence);
      }
    }
    update();
  };

  const begin = async (mode) => {
    Lab.problem(null);
    Lab.lesson.hide();
    epoch += 1;
    const mine = epoch;
    const words = new Set(lanes.flatMap((lane) => lane.adopted.map(({ text }) => text)));
    phase = mode === "step" ? "paused" : "running";
    follows = true;
    for (const lane of lanes) {
      lane.source?.close();
      lane.clear();
      lane.adopted = [...words].map((text) => ({ text, counts: [] }));
    }
    say("Reading the text …");
    update();
    try {
      await Promise.all(lanes.map(async (lane, index) => {
        const options = { mode, pace: Number($("pace").value) };
        if (state.lanes[index].corpus === "pasted") options.text = Lab.pasted ?? "";
        lane.source = Lab.recording ? new Lab.RecordedSource(Lab.recording.lanes[index], options, take(lane, mine))
          : state.follows.length ? new Lab.FollowedSource(state.follows[index], take(lane, mine))
          : new Lab.ServerSource({ ...state.lanes[index] }, options, take(lane, mine));
        await lane.source.start();
      }));
    } catch (error) {
      if (mine !== epoch) return;
      reset();
      Lab.problem(error.message);
    }
  };

  const control = async (action) => {
    try {
      await Promise.all(lanes.filter((lane) => lane.source && !lane.ended).map((lane) => lane.source.control(action)));
    } catch (error) {
      Lab.problem(error.message);
    }
  };

  const run = () => {
    if (state.follows.length) return;
    if (phase === "running") return control("pause");
    if (phase === "paused") return control("resume");
    return begin("run");
  };

  const step = () => {
    if (state.follows.length) return;
    follows = true;
    if (phase === "ready") return begin("step");
    if (phase !== "ended") return control("step");
  };

  const reset = () => {
    // Who follows a run stays with it.
    if (state.follows.length && phase !== "ready") return;
    epoch += 1;
    for (const lane of lanes) {
      const words = lane.adopted.map(({ text }) => ({ text, counts: [] }));
      lane.source?.close();
      lane.clear();
      lane.adopted = words;
    }
    phase = "ready";
    at = 0;
    follows = true;
    Lab.lesson.hide();
    Lab.problem(null);
    say("");
    update();
  };

  const look = (generation) => {
    at = Math.max(0, Math.min(reached(), generation));
    follows = at === reached();
    update();
  };

  // MARK: Settings

  const keepAddress = () => {
    if (!Lab.recording && !state.follows.length) history.replaceState(null, "", `${location.pathname}${location.search}#${Lab.settings.toHash(state)}`);
  };

  const labels = () => {
    const lesson = Lab.lesson.current;
    lanes.forEach((lane, index) => {
      const own = lesson?.lanes.length === lanes.length ? lesson.lanes[index].label : "";
      lane.label = own || Lab.settings.summary(state.lanes[index], lanes.length > 1 ? state.lanes[index ? 0 : 1] : null) || "the same settings";
    });
  };

  const changed = () => {
    if (phase !== "ready") reset();
    Lab.predict.set(state.predict, last());
    keepAddress();
    labels();
    update();
  };

  // Lays the page out for the state.
  const lay = () => {
    for (const lane of lanes) lane.source?.close();
    lanes = state.lanes.map((_, index) => new Lab.Lane(index));
    const isRace = lanes.length > 1;
    $("stage").replaceChildren(...lanes.map((lane) => lane.node));
    $("stage").classList.toggle("race", isRace);
    $("ribbons").classList.toggle("race", isRace);
    $("race").checked = isRace;
    $("predict").checked = state.predict;
    ["a", "b", "c"].forEach((name, index) => {
      const place = $(`settings-${name}`);
      place.hidden = !state.lanes[index];
      if (state.lanes[index]) {
        Lab.settings.form(place, name, isRace ? Lab.laneName(index) : "Settings", state.lanes[index], changed);
      } else place.replaceChildren();
    });
    saves();
    reset();
    changed();
  };

  const choose = (lesson) => {
    state.lesson = lesson?.name ?? null;
    if (lesson) state.lanes = lesson.lanes.map(({ settings }) => ({ ...settings }));
    Lab.lesson.show(state.lesson, guessed);
    Lab.predict.clear();
    lay();
  };

  const guessed = (lesson, choice) => {
    // A lesson whose choices are words lets the class adopt one.
    if (lesson.right === null || lesson.right === undefined) adopt(choice);
  };

  // MARK: Words

  const adopt = async (text) => {
    const word = text.trim();
    if (!word) return;
    await Promise.all(lanes.map(async (lane) => {
      if (lane.adopted.some((each) => each.text === word)) return;
      const entry = { text: word, counts: [] };
      if (lane.source && lane.generations.length > 0) {
        try {
          const { word: known, counts } = await lane.source.history(word);
          Object.assign(entry, { text: known, counts });
        } catch (error) {
          $("adopted-text").textContent = error.message;
          return;
        }
        if (lane.adopted.some((each) => each.text === entry.text)) return;
      }
      lane.adopted = [entry, ...lane.adopted].slice(0, 8);
      update();
    }));
  };

  // MARK: Saving and sharing

  const saves = () => {
    if (Lab.recording) {
      $("save-text").textContent = "This file holds the whole run and needs no server.";
      return;
    }
    // The address is known only when the run is; a link without one does nothing.
    const link = (text, address) => make("a", { href: "#", className: "button", download: "", onclick: (event) => {
      const found = address();
      if (!found) return event.preventDefault();
      event.currentTarget.href = found;
    } }, text);
    const id = (lane) => (lane.source?.id && lane.generations.length ? lane.source.id : null);
    const file = (lane, name) => () => id(lane) && Lab.address(`runs/${id(lane)}/${name}`);
    const nodes = lanes.flatMap((lane) => {
      const which = lanes.length > 1 ? ` ${Lab.laneName(lane.index)}` : "";
      return [link(`Report${which}`, file(lane, "report.html")), link(`Run directory${which}`, file(lane, "run.tar.gz"))];
    });
    nodes.push(link("Offline page that replays", () => {
      const ids = lanes.map(id);
      return ids.every(Boolean) ? Lab.address("replay.html", { runs: ids.join(",") }) : null;
    }));
    $("saves").replaceChildren(...nodes);
  };

  // The address of the settings, or that of the run itself.
  const link = () => {
    const ids = lanes.map((lane) => lane.source?.id).filter(Boolean);
    return $("follow").checked && ids.length === lanes.length
      ? `${location.origin}${location.pathname}${location.search}#run=${ids.join(",")}` : location.href;
  };

  const share = async () => {
    keepAddress();
    const canFollow = !Lab.recording && !state.follows.length && lanes.every((lane) => lane.source?.id);
    $("follow-choice").hidden = !canFollow;
    if (!canFollow) $("follow").checked = false;
    $("link").value = link();
    $("copied").textContent = "";
    const isPasted = state.lanes.some((settings) => settings.corpus === "pasted");
    $("share-note").textContent = isPasted
      ? "The address holds the settings, but not the pasted text: whoever opens it has to paste it again."
      : "The address holds all settings. Who opens it gets the same numbers and the same text.";
    if (["localhost", "127.0.0.1", "[::1]"].includes(location.hostname)) {
      $("share-note").textContent += " It leads to this machine alone; for phones in the room, start: textcollapse serve --host 0.0.0.0";
    }
    $("qr").replaceChildren();
    if (!$("share").open) $("share").showModal();
    if (Lab.recording) return;
    const image = make("img", { alt: "QR code of the address", src: Lab.address("qr.svg", { text: link() }) });
    image.addEventListener("error", () => { $("qr").textContent = "The address is too long for a QR code."; });
    $("qr").replaceChildren(image);
  };

  const copy = async () => {
    $("link").select();
    try {
      await navigator.clipboard.writeText($("link").value);
      $("copied").textContent = "Copied.";
    } catch {
      $("copied").textContent = "The address is selected: copy it with Ctrl-C.";
    }
  };

  // MARK: Keys

  const keys = (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    if (document.querySelector("dialog[open]")) return;
    const target = event.target;
    const types = target instanceof HTMLElement && (target.closest("input, select, textarea, [contenteditable]"));
    if (types && target.id !== "generation") return;
    const isPressed = target instanceof HTMLElement && target.closest("button, a, summary");
    const actions = {
      " ": run, s: step, S: step, r: reset, R: reset, "?": () => $("help").showModal(),
      ArrowLeft: () => look(at - 1), ArrowRight: () => look(at + 1), Home: () => look(0), End: () => look(reached()),
    };
    if (!(event.key in actions) || (event.key === " " && isPressed)) return;
    event.preventDefault();
    actions[event.key]();
  };

  // MARK: Beginning

  const load = () => {
    if (Lab.recording) {
      state = { lanes: Lab.recording.lanes.map(({ settings }) => ({ ...settings })), lesson: null, predict: false, follows: [] };
    } else state = Lab.settings.fromHash(location.hash);
    Lab.lesson.show(state.lesson, guessed);
    if (!Lab.lesson.current) state.lesson = null;
    lay();
    const isFollowing = state.follows.length > 0;
    document.documentElement.classList.toggle("following", isFollowing);
    if (isFollowing) {
      $("lesson-title").textContent = "Following a run";
      $("lesson-setting").textContent = "You see what whoever shared it sees. Look back with the slider, and adopt words of your own.";
      begin("run");
    }
  };

  charts = Lab.charts.build($("curves"));
  Lab.predict.install(charts, update);
  Lab.lesson.install(choose);
  $("run").addEventListener("click", run);
  $("step").addEventListener("click", step);
  $("reset").addEventListener("click", reset);
  $("generation").addEventListener("input", () => look(Number($("generation").value)));
  $("race").addEventListener("change", () => {
    state.lanes = $("race").checked ? [state.lanes[0], { ...state.lanes[0] }] : [state.lanes[0]];
    lay();
    if (state.lanes.length > 1) $("settings-panel").open = true;
  });
  $("predict").addEventListener("change", () => {
    state.predict = $("predict").checked;
    Lab.predict.clear();
    changed();
  });
  $("settings").addEventListener("submit", (event) => event.preventDefault());
  $("adopt").addEventListener("submit", (event) => {
    event.preventDefault();
    adopt($("word").value);
    $("word").value = "";
  });
  $("stage").addEventListener("click", (event) => {
    const word = event.target instanceof HTMLElement ? event.target.closest("[data-word]")?.dataset.word : null;
    if (word && getSelection().isCollapsed) adopt(word);
  });
  $("share-open").addEventListener("click", share);
  $("help-open").addEventListener("click", () => $("help").showModal());
  $("follow").addEventListener("change", share);
  $("copy").addEventListener("click", copy);
  document.addEventListener("keydown", keys);
  addEventListener("hashchange", load);
  addEventListener("pagehide", () => { for (const lane of lanes) lane.source?.close(); });
  new ResizeObserver(update).observe($("curves"));
  if (Lab.recording) {
    for (const id of ["settings-panel", "share-open"]) $(id).hidden = true;
    document.querySelector(".lesson").hidden = true;
  }
  load();
  document.documentElement.dataset.page = "ready";
};

(async () => {
  theme();
  try {
    Lab.catalog = Lab.recording?.catalog ?? await Lab.ask("catalog");
  } catch (error) {
    return Lab.problem(error.message);
  }
  Lab.start();
})();
