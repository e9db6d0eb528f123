"use strict";
// Lessons: a question, a guess, and the answer once the runs are whole.
Lab.lesson = (() => {
  const { $, make } = Lab;
  let current = null;
  let guess = null;

  const find = (name) => Lab.catalog.lessons.find((lesson) => lesson.name === name) ?? null;

  const show = (name, guessed) => {
    current = find(name);
    guess = null;
    $("lesson").value = current?.name ?? "";
    $("lesson-title").textContent = current?.title ?? "Your own experiment";
    $("lesson-setting").textContent = current?.setting.replaceAll("\n", " ")
      ?? "Choose a lesson, or a text and settings of your own, and press Run. Each model learns from a text, writes one of the same length, and the next model learns from that.";
    $("lesson-question").hidden = !current;
    $("lesson-answer").hidden = true;
    if (!current) return;
    $("question").textContent = current.question;
    $("choices").replaceChildren(...current.choices.map((choice, index) => make("button", {
      type: "button", ariaPressed: "false", onclick: (event) => {
        guess = index;
        for (const button of $("choices").children) button.ariaPressed = String(button === event.currentTarget);
        guessed(current, choice);
      },
    }, choice)));
  };

  // The answer, in the order: was the guess right, what to remember, what it shows.
  const answer = (lanes) => {
    if (!current || !lanes.every((lane) => lane.isWhole)) return;
    const { format } = Lab;
    const facts = lanes.map((lane, index) => {
      const [first, end] = [lane.generations[0].measures, lane.generations.at(-1).measures];
      const name = lanes.length > 1 ? `${lane.label}: ` : "";
      return `${name}${format.percent(end.retainedVocabulary)} of the words are left, perplexity of real text goes from `
        + `${format.number(first.heldOutPerplexity)} to ${format.number(end.heldOutPerplexity)}.`;
    });
    // Where the class has adopted words, their fate is what it wants to know.
    const fates = lanes.flatMap((lane) => lane.adopted.filter(({ counts }) => counts.length).map(({ text, counts }) => `“${text}”: ${Lab.words.fate(counts)}.`));
    const right = current.right;
    const verdict = right === null || right === undefined ? ""
      : guess === null ? `The answer: ${current.choices[right]}. `
        : guess === right ? `Right: ${current.choices[right]}. ` : `It is another one: ${current.choices[right]}. `;
    $("verdict").textContent = [verdict.trim(), ...fates, ...facts].filter(Boolean).join(" ");
    $("remember").textContent = current.remember;
    $("shows").textContent = `It shows: ${current.shows}`;
    $("not-shown").textContent = `It does not show: ${current.doesNotShow}`;
    $("paper").textContent = `After: ${current.paper}`;
    $("lesson-answer").hidden = false;
  };

  const install = (chosen) => {
    $("lesson").replaceChildren(make("option", { value: "" }, "none: your own experiment"),
      ...Lab.catalog.lessons.map(({ name, title }) => make("option", { value: name }, title)));
    $("lesson").addEventListener("change", () => chosen(find($("lesson").value)));
  };

  return { install, show, answer, find, hide: () => { $("lesson-answer").hidden = true; }, get current() { return current; } };
})();
