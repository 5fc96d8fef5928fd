(() => {
  "use strict";
  const SAMPLES = 900;
  const MESSAGES = 60;
  const OPEN = 200;
  const CHARTS = 12;
  const LINES = 8;
  const POINTS = 240;
  const AUDIENCES = 30;

  const root = document.documentElement;
  const at = (id) => document.getElementById(id);
  const text = (id, value) => {
    if (at(id).textContent !== value) {
      at(id).textContent = value;
    }
  };
  const element = (name, className, content) => {
    const made = document.createElement(name);
    if (className) {
      made.className = className;
    }
    if (content !== undefined) {
      made.textContent = content;
    }
    return made;
  };
  const whole = (value) => Math.round(value).toLocaleString("en-US");
  const figure = (value) =>
    value === null || value === undefined ? "none" : typeof value !== "number" ? String(value) : value.toLocaleString("en-US", { maximumSignificantDigits: 5 });
  const seconds = (value) =>
    value === undefined || value === null
      ? "–"
      : value < 10
        ? value.toFixed(2) + " s"
        : value < 600
          ? value.toFixed(0) + " s"
          : value < 36000
            ? (value / 60).toFixed(0) + " min"
            : (value / 3600).toFixed(0) + " h";
  const short = (value) =>
    Math.abs(value) >= 1e6 ? value / 1e6 + "M" : Math.abs(value) >= 1e4 ? value / 1e3 + "k" : figure(value);
  const clock = (value) => {
    const time = new Date(value);
    return isNaN(time) ? "" : time.toLocaleTimeString("en-GB");
  };

  /** What is shown, and nothing else is kept: all of it is bounded. */
  let state;
  const clear = () => {
    state = {
      samples: [],
      alerts: new Map(),
      alertMessages: [],
      changes: [],
      audiences: new Map(),
      values: new Map(),
      told: 0,
      left: 0,
    };
  };
  clear();
  let run = null;
  let job = "";
  let dirty = new Set(["flow", "alerts", "changes", "values"]);

  // ---- charts

  const charts = new Map();
  const theme = () => {
    const style = getComputedStyle(root);
    const colour = (name) => style.getPropertyValue("--" + name).trim();
    return {
      ink: colour("ink"),
      soft: colour("soft"),
      line: colour("line"),
      card: colour("card"),
      accent: colour("accent"),
      series: Array.from({ length: 8 }, (_, i) => colour("c" + i)),
      font: getComputedStyle(document.body).fontFamily,
    };
  };
  const escaped = (value) =>
    String(value).replace(/[&<>"']/g, (c) => "&#" + c.charCodeAt(0) + ";");

  const option = (t, series, format) => ({
    animation: false,
    textStyle: { fontFamily: t.font, color: t.ink },
    tooltip: {
      trigger: "axis",
      confine: true,
      backgroundColor: t.card,
      borderColor: t.line,
      textStyle: { color: t.ink, fontSize: 13 },
      formatter: (points) =>
        escaped(clock(points[0].value[0])) +
        points
          .map((p) => "<br>" + p.marker + escaped(p.seriesName) + " <b>" + escaped(format(p.value[1])) + "</b>")
          .join(""),
    },
    legend: {
      show: series.length > 1,
      type: "scroll",
      top: 0,
      left: 0,
      icon: "roundRect",
      itemWidth: 12,
      itemHeight: 4,
      textStyle: { color: t.soft },
      pageTextStyle: { color: t.soft },
    },
    grid: { left: 4, right: 16, top: series.length > 1 ? 34 : 12, bottom: 4, outerBoundsMode: "same" },
    xAxis: {
      type: "time",
      axisLabel: { color: t.soft, fontSize: 12, hideOverlap: true, formatter: "{HH}:{mm}:{ss}" },
      axisLine: { lineStyle: { color: t.line } },
      axisTick: { show: false },
      splitLine: { show: false },
    },
    yAxis: {
      type: "value",
      scale: series.some((one) => one.isFree),
      splitNumber: 3,
      axisLabel: { color: t.soft, fontSize: 12, hideOverlap: true, formatter: short },
      splitLine: { lineStyle: { color: t.line } },
    },
    series: series.map((one, i) => ({
      name: one.name,
      type: "line",
      data: one.points,
      showSymbol: one.points.length < 2,
      symbolSize: 5,
      color: t.series[i % t.series.length],
      lineStyle: { width: 2 },
      areaStyle: series.length === 1 && !one.isFree ? { opacity: 0.12 } : undefined,
      connectNulls: false,
      emphasis: { disabled: true },
    })),
  });

  const draw = (where, t, series, format) => {
    let chart = charts.get(where);
    if (!chart) {
      chart = echarts.init(where, null, { renderer: "svg" });
      charts.set(where, chart);
    }
    chart.setOption(option(t, series, format), true);
  };

  const drawFlow = (t) => {
    const line = (name, pick) => ({
      name,
      points: state.samples.map((s) => [s.time, pick(s) === undefined ? null : pick(s)]),
    });
    const drawKnown = (id, series, format) => {
      const isKnown = series.some((one) => one.points.some((point) => point[1] !== null));
      at(id).parentElement.hidden = !isKnown;
      if (isKnown) {
        draw(at(id), t, series, format);
      }
    };
    drawKnown("rate-chart", [line("Events a second", (s) => s.perSecond)], whole);
    drawKnown("latency-chart", [line("Median", (s) => s.p50), line("99 %", (s) => s.p99)], seconds);
    drawKnown("behind-chart", [line("Behind", (s) => s.behind)], seconds);
    drawKnown("lag-chart", [line("Unread", (s) => s.lag)], whole);
  };

  const drawTiles = () => {
    const s = state.samples[state.samples.length - 1];
    if (!s) {
      return;
    }
    text("rate", whole(s.perSecond));
    text("events", whole(s.events) + " in all");
    text("lag", s.lag === undefined ? "–" : whole(s.lag));
    text("behind", seconds(s.behind));
    text("p50", seconds(s.p50));
    text("p99", "99 %: " + seconds(s.p99));
    text("late", whole(s.late));
    const share = 100 * s.rejectedShare;
    text("rejected", "rejected: " + whole(s.rejected) + (share > 0 ? ", now " + share.toFixed(2) + " %" : ""));
    text("open", whole(s.open));
  };

  // ---- alerts

  const takeAlert = (alert) => {
    if (typeof alert.id !== "string") {
      return;
    }
    state.told++;
    if (alert.status === "resolved") {
      state.alerts.delete(alert.id);
    } else {
      state.alerts.delete(alert.id);
      state.alerts.set(alert.id, alert);
      if (state.alerts.size > OPEN) {
        state.alerts.delete(state.alerts.keys().next().value);
      }
    }
    state.alertMessages.unshift(alert);
    state.alertMessages.length = Math.min(state.alertMessages.length, MESSAGES);
    dirty.add("alerts");
  };
  const title = (alert) =>
    [alert.monitor, alert.key, alert.metric].filter((part) => part !== undefined && part !== "").join(" · ");
  const figures = (alert) =>
    figure(alert.value) +
    (typeof alert.expected === "number" ? ", expected " + figure(alert.expected) : "") +
    (typeof alert.score === "number" ? ", score " + alert.score.toFixed(2) : "");
  const span = (alert) => clock(alert.window_start) + " to " + clock(alert.window_end);

  const drawAlerts = () => {
    const open = [...state.alerts.values()].reverse();
    at("open-alerts").replaceChildren(
      ...open.map((alert) => {
        const card = element("li");
        card.dataset.severity = String(alert.severity);
        card.append(
          element("h4", "", title(alert)),
          element("p", "", alert.reason),
          element("p", "figures", alert.severity + ", " + alert.rule + ": " + figures(alert)),
          element("p", "figures", "since " + clock(alert.opened) + ", seen " + span(alert)),
        );
        return card;
      }),
    );
    at("no-open").hidden = open.length > 0;
    const rows = state.alertMessages.map((alert) => {
      const word = alert.status === "open" ? alert.severity : alert.status;
      return message(clock(alert.window_end), word, title(alert), alert.reason + " (" + figures(alert) + ")");
    });
    at("alert-messages").replaceChildren(...rows);
    at("no-alerts").hidden = rows.length > 0;
    text("told", state.told === 0 ? "none told" : whole(state.told) + " messages told");
  };

  const message = (time, word, head, about) => {
    const row = element("li");
    const mark = element("span", "word", word);
    mark.dataset.word = String(word);
    const body = element("div");
    body.append(element("p", "", head));
    if (about) {
      body.append(element("p", "about", about));
    }
    row.append(element("time", "", time), mark, body);
    return row;
  };

  // ---- audiences

  const takeChange = (change) => {
    const name = String(change.audience);
    const known = state.audiences.get(name) || { entered: 0, left: 0 };
    if (!state.audiences.has(name) && state.audiences.size >= AUDIENCES) {
      state.left++;
    } else {
      known[change.change === "left" ? "left" : "entered"]++;
      state.audiences.set(name, known);
    }
    state.changes.unshift(change);
    state.changes.length = Math.min(state.changes.length, MESSAGES);
    dirty.add("changes");
  };

  const because = (change) =>
    [change.because]
      .concat(Object.entries(change.features || {}).map(([name, value]) => name + " " + figure(value)))
      .filter((part) => part !== undefined)
      .join(", ");

  const drawChanges = () => {
    const most = Math.max(1, ...[...state.audiences.values()].map((a) => a.entered + a.left));
    at("audiences").replaceChildren(
      ...[...state.audiences.entries()]
        .sort((a, b) => b[1].entered + b[1].left - a[1].entered - a[1].left)
        .map(([name, counts]) => {
          const row = element("li");
          const track = element("span", "track");
          const bar = element("i");
          bar.style.width = ((100 * (counts.entered + counts.left)) / most).toFixed(2) + "%";
          track.append(bar);
          row.append(
            element("span", "", name),
            track,
            element("span", "value", whole(counts.entered) + " entered, " + whole(counts.left) + " left"),
          );
          return row;
        }),
    );
    at("no-changes").hidden = state.audiences.size > 0;
    at("latest-changes").hidden = state.changes.length === 0;
    at("change-messages").replaceChildren(
      ...state.changes.map((c) =>
        message(clock(c.at), c.change, c.audience + " · " + c.profileId, because(c)),
      ),
    );
  };

  // ---- values of metrics

  const takeValue = (value) => {
    const time = Date.parse(value.window_end);
    if (isNaN(time) || typeof value.values !== "object" || value.values === null) {
      return;
    }
    for (const [metric, number] of Object.entries(value.values)) {
      const name = value.monitor + " · " + metric;
      if (!state.values.has(name)) {
        if (state.values.size >= CHARTS) {
          state.left++;
          continue;
        }
        state.values.set(name, { lines: new Map(), more: new Set() });
      }
      const chart = state.values.get(name);
      const key = value.key === "" || value.key === undefined ? metric : String(value.key);
      if (!chart.lines.has(key)) {
        if (chart.lines.size >= LINES) {
          if (chart.more.size < 1000) {
            chart.more.add(key);
          }
          continue;
        }
        chart.lines.set(key, []);
      }
      const points = chart.lines.get(key);
      const point = [time, typeof number === "number" ? number : null];
      let place = points.length;
      while (place > 0 && points[place - 1][0] > time) {
        place--;
      }
      if (place > 0 && points[place - 1][0] === time) {
        points[place - 1] = point;
      } else {
        points.splice(place, 0, point);
      }
      if (points.length > POINTS) {
        points.shift();
      }
    }
    dirty.add("values");
  };

  const drawValues = (t) => {
    at("no-values").hidden = state.values.size > 0;
    for (const [name, chart] of state.values) {
      if (!chart.block) {
        chart.block = element("div", "block");
        chart.place = element("div", "chart short");
        chart.note = element("p", "note");
        chart.block.append(element("h3", "", name), chart.place, chart.note);
        at("value-charts").append(chart.block);
      }
      draw(
        chart.place,
        t,
        [...chart.lines].map(([key, points]) => ({ name: key, points, isFree: true })),
        figure,
      );
      const more = chart.more.size;
      chart.note.textContent =
        more === 0 ? "" : "and " + (more === 1000 ? "more than 1,000" : whole(more)) + " more keys that are not drawn";
      chart.note.hidden = more === 0;
    }
  };

  const drawFooter = () =>
    text(
      "footer",
      "Catchment · " + job + (state.left > 0 ? " · " + whole(state.left) + " messages were more than this page shows" : ""),
    );

  // ---- drawing: at most once a second, and nothing while the page is hidden

  const drawAll = () => {
    if (document.hidden) {
      return;
    }
    const t = theme();
    if (dirty.has("flow")) {
      drawTiles();
      drawFlow(t);
    }
    if (dirty.has("alerts")) {
      drawAlerts();
    }
    if (dirty.has("changes") && !at("changes").hidden) {
      drawChanges();
    }
    if (dirty.has("values") && !at("values").hidden) {
      drawValues(t);
    }
    drawFooter();
    dirty = new Set();
  };
  const redrawAll = () => {
    dirty = new Set(["flow", "alerts", "changes", "values"]);
    drawAll();
  };
  setInterval(() => dirty.size && drawAll(), 1000);
  document.addEventListener("visibilitychange", drawAll);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redrawAll);
  let resizing;
  addEventListener("resize", () => {
    clearTimeout(resizing);
    resizing = setTimeout(() => charts.forEach((chart) => chart.resize()), 100);
  });

  // ---- the connection

  const connection = (name, words) => {
    at("connection").dataset.state = name;
    text("connection", words);
  };
  const reset = () => {
    clear();
    charts.forEach((chart) => chart.dispose());
    charts.clear();
    at("value-charts").replaceChildren();
    redrawAll();
  };
  const sections = { alert: "alerts", change: "changes", value: "values" };
  const welcome = (hello) => {
    run = hello.run;
    connection("live", "Live");
    text("origin", "on " + hello.runner + ", since " + new Date(hello.start).toLocaleString("en-GB"));
    job = hello.job;
    drawFooter();
    at("open-tile").hidden = !hello.feeds.some((feed) => feed.kind === "alert");
    for (const feed of hello.feeds) {
      const section = sections[feed.kind];
      at(section).hidden = false;
      text(
        section + "-from",
        feed.followed ? "As they are in " + feed.address + "." : "They go to " + feed.address + ", which cannot be read back here.",
      );
    }
    redrawAll();
  };
  const kinds = {
    sample: (sample) => {
      state.samples.push(sample);
      if (state.samples.length > SAMPLES) {
        state.samples.shift();
      }
      dirty.add("flow");
    },
    alert: takeAlert,
    change: takeChange,
    value: takeValue,
    left: (left) => {
      state.left += left.count;
    },
  };
  const connect = () => {
    const source = new EventSource("events");
    let ended = false;
    let isFirst = true;
    source.addEventListener("hello", (event) => {
      const hello = JSON.parse(event.data);
      // A connection that the browser made again goes on where it was, any other begins anew.
      if (isFirst || run !== hello.run) {
        reset();
      }
      isFirst = false;
      ended = false;
      welcome(hello);
    });
    for (const [kind, take] of Object.entries(kinds)) {
      source.addEventListener(kind, (event) => take(JSON.parse(event.data)));
    }
    source.addEventListener("state", () => {
      ended = true;
      connection("ended", "The job has ended");
    });
    source.onerror = () => {
      if (!ended) {
        connection("lost", "No connection, trying again");
      }
      if (source.readyState === EventSource.CLOSED) {
        source.close();
        if (!ended) {
          connection("full", "No connection: the job is not there, or too many browsers watch it");
        }
        setTimeout(connect, 5000);
      }
    };
  };
  connect();
})();
