(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("charts").textContent);
  const root = document.documentElement;
  const shapes = ["circle", "rect", "triangle", "diamond"];
  const number = (value) => value.toLocaleString("en-US");
  const day = (iso) => {
    const date = new Date(iso + "T00:00:00Z");
    return date.toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
  };
  const short = (value) =>
    Math.abs(value) >= 1e6 ? value / 1e6 + "M" : Math.abs(value) >= 1e4 ? value / 1e3 + "k" : number(value);

  /** The colours of the page as it is shown now: light, dark or printed. */
  const theme = () => {
    const style = getComputedStyle(root);
    const colour = (name) => style.getPropertyValue("--" + name).trim();
    return {
      ink: colour("ink"),
      soft: colour("soft"),
      line: colour("line"),
      paper: colour("paper"),
      card: colour("card"),
      series: Array.from({ length: 8 }, (_, i) => colour("c" + i)),
      font: getComputedStyle(document.body).fontFamily,
    };
  };

  const base = (t) => ({
    animation: false,
    textStyle: { fontFamily: t.font, color: t.ink },
    tooltip: {
      confine: true,
      backgroundColor: t.card,
      borderColor: t.line,
      textStyle: { color: t.ink, fontSize: 13 },
    },
  });
  const axis = (t) => ({
    axisLabel: { color: t.soft, fontSize: 12, hideOverlap: true },
    axisLine: { lineStyle: { color: t.line } },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: t.line } },
    nameTextStyle: { color: t.soft, fontSize: 12 },
  });

  const stack = (chart, t) => ({
    ...base(t),
    tooltip: { ...base(t).tooltip, trigger: "axis", order: "seriesDesc", valueFormatter: number },
    grid: { left: 4, right: 16, top: 12, bottom: 4, outerBoundsMode: "same" },
    xAxis: {
      ...axis(t),
      type: "category",
      boundaryGap: chart.labels.length === 1,
      data: chart.labels,
      axisLabel: { ...axis(t).axisLabel, formatter: day },
      splitLine: { show: false },
    },
    yAxis: { ...axis(t), type: "value", axisLabel: { ...axis(t).axisLabel, formatter: short }, minInterval: 1 },
    series: chart.series.map((series, i) => {
      const colour = t.series[i % t.series.length];
      return {
        name: series.name,
        type: chart.labels.length === 1 ? "bar" : "line",
        stack: "events",
        barMaxWidth: 80,
        data: series.values,
        symbol: "none",
        color: colour,
        lineStyle: { width: 1, color: t.paper },
        areaStyle: { color: colour, opacity: 0.88 },
        emphasis: { disabled: true },
      };
    }),
  });

  const scatter = (chart, t) => {
    const drawn = chart.series.reduce((sum, series) => sum + series.points.length, 0);
    const size = drawn > 1000 ? 5 : drawn > 300 ? 7 : 9;
    const points = chart.series.map((series) => ({
      name: series.name,
      type: "scatter",
      data: series.points,
      symbol: shapes[series.shape],
      symbolSize: series.shape === 2 || series.shape === 3 ? size + 2 : size,
      itemStyle: { color: t.series[series.colour], opacity: 0.6 },
      emphasis: { disabled: true },
      z: 2,
    }));
    const centroids = chart.series.map((series) => ({
      name: "Centre of " + series.name.toLowerCase(),
      type: "scatter",
      data: series.centroids,
      symbol: "circle",
      symbolSize: 26,
      itemStyle: { color: t.card, borderColor: t.series[series.colour], borderWidth: 3 },
      label: { show: true, formatter: series.label, color: t.ink, fontWeight: 600, fontSize: 12 },
      emphasis: { disabled: true },
      z: 5,
    }));
    const value = (extra) => ({
      ...axis(t),
      ...extra,
      type: "value",
      scale: true,
      nameLocation: "middle",
      splitLine: { lineStyle: { color: t.line, opacity: 0.6 } },
    });
    return {
      ...base(t),
      tooltip: { ...base(t).tooltip, trigger: "item" },
      grid: { left: 4, right: 12, top: 16, bottom: 4, outerBoundsMode: "same" },
      xAxis: value({ name: chart.x, nameGap: 30 }),
      yAxis: value({ name: chart.y, nameGap: 36 }),
      series: [...points, ...centroids],
    };
  };

  const line = (chart, t) => {
    const value = (extra) => ({ ...axis(t), ...extra, type: "value", nameLocation: "middle" });
    const series = (one, colour, type) => ({
      name: one.name,
      type: "line",
      data: one.points,
      symbol: "none",
      color: colour,
      lineStyle: { width: type === "solid" ? 2.5 : 1.5, type },
      emphasis: { disabled: true },
    });
    const shown = (amount) => number(Math.round(amount * 100) / 100) + chart.unit;
    return {
      ...base(t),
      tooltip: { ...base(t).tooltip, trigger: "axis", valueFormatter: shown },
      grid: { left: 4, right: 16, top: 16, bottom: 4, outerBoundsMode: "same" },
      xAxis: value({
        name: chart.x,
        nameGap: 30,
        min: 0,
        max: 100,
        axisLabel: { ...axis(t).axisLabel, formatter: "{value}%" },
        splitLine: { show: false },
      }),
      yAxis: value({
        name: chart.y,
        nameGap: 44,
        min: 0,
        max: chart.unit === "%" ? 100 : null,
        axisLabel: { ...axis(t).axisLabel, formatter: "{value}" + chart.unit },
      }),
      series: [
        ...chart.series.map((one, i) => series(one, t.series[i % t.series.length], "solid")),
        series(chart.reference, t.soft, "dashed"),
      ],
    };
  };

  /** One panel under the other over the same numbers of clusters; the chosen one is ringed. */
  const curve = (chart, t) => {
    const panels = chart.panels.length;
    const last = panels - 1;
    const fine = (value) =>
      value !== 0 && Math.abs(value) < 1e-3
        ? value.toExponential(2)
        : value.toLocaleString("en-US", { notation: "compact", maximumSignificantDigits: 4 });
    return {
      ...base(t),
      tooltip: {
        ...base(t).tooltip,
        trigger: "axis",
        axisPointer: { lineStyle: { color: t.soft } },
        valueFormatter: fine,
      },
      axisPointer: { link: [{ xAxisIndex: "all" }] },
      grid: chart.panels.map((_, i) => ({
        left: 56,
        right: 16,
        top: 6 + (i * 96) / panels + "%",
        height: 96 / panels - 14 + "%",
        outerBoundsMode: "none",
      })),
      xAxis: chart.panels.map((_, i) => ({
        ...axis(t),
        gridIndex: i,
        type: "category",
        data: chart.labels,
        name: i === last ? chart.x : "",
        nameLocation: "middle",
        nameGap: 26,
        splitLine: { show: false },
      })),
      yAxis: chart.panels.map((panel, i) => ({
        ...axis(t),
        gridIndex: i,
        type: "value",
        scale: true,
        splitNumber: 3,
        name: panel.name,
        nameLocation: "end",
        nameTextStyle: { ...axis(t).nameTextStyle, align: "left", padding: [0, 0, 4, -52] },
        axisLabel: { ...axis(t).axisLabel, formatter: fine },
        splitLine: { lineStyle: { color: t.line, opacity: 0.6 } },
      })),
      series: chart.panels.map((panel, i) => {
        const colour = t.series[0];
        return {
          name: panel.name.split(":")[0],
          type: "line",
          xAxisIndex: i,
          yAxisIndex: i,
          color: colour,
          lineStyle: { width: 2 },
          symbol: "circle",
          symbolSize: 6,
          emphasis: { disabled: true },
          data: panel.values.map((value, at) =>
            chart.labels[at] === chart.chosen
              ? { value, symbolSize: 14, itemStyle: { color: t.card, borderColor: colour, borderWidth: 3 } }
              : value,
          ),
        };
      }),
    };
  };

  /** Curves over numbers, or over labels; those to compare with are dashed. */
  const lines = (chart, t) => {
    const fine = (value) =>
      value === null ? "" : value.toLocaleString("en-US", { maximumSignificantDigits: 4 });
    const brief = (value) =>
      value.toLocaleString("en-US", { notation: "compact", maximumSignificantDigits: 3 });
    const named = chart.labels.length > 0;
    const xAxis = named
      ? { type: "category", data: chart.labels, boundaryGap: false }
      : { type: "value", scale: true };
    let colour = 0;
    return {
      ...base(t),
      tooltip: { ...base(t).tooltip, trigger: "axis", valueFormatter: fine },
      legend: {
        show: chart.series.length > 1,
        top: 0,
        itemHeight: 8,
        icon: "roundRect",
        textStyle: { color: t.ink, fontSize: 12 },
      },
      grid: {
        left: 4,
        right: 20,
        top: chart.series.length > 1 ? 36 : 16,
        bottom: 4,
        outerBoundsMode: "same",
      },
      xAxis: {
        ...axis(t),
        ...xAxis,
        name: chart.x,
        nameLocation: "middle",
        nameGap: 30,
        splitLine: { show: false },
        axisLabel: { ...axis(t).axisLabel, ...(named ? {} : { formatter: brief }) },
      },
      yAxis: {
        ...axis(t),
        type: "value",
        min: ({ min }) => Math.min(0, min),
        name: chart.y,
        nameLocation: "middle",
        nameGap: 48,
        axisLabel: { ...axis(t).axisLabel, formatter: brief },
      },
      series: chart.series.map((one) => ({
        name: one.name,
        type: one.marks ? "scatter" : "line",
        data: one.points,
        symbol:
          one.marks
            ? "triangle"
            : one.points.length > 1 && one.points.length < 40 && !one.dashed
              ? "circle"
              : "none",
        symbolSize: one.marks ? 12 : 6,
        z: one.marks ? 5 : 2,
        color: one.dashed ? t.soft : t.series[colour++ % t.series.length],
        lineStyle: { width: one.dashed ? 1.5 : 2.5, type: one.dashed ? "dashed" : "solid" },
        emphasis: { disabled: true },
      })),
    };
  };

  /** A bar for each label; those of a histogram touch. */
  const bars = (chart, t) => {
    const fine = (value) =>
      value === null ? "" : value.toLocaleString("en-US", { maximumSignificantDigits: 6 });
    const brief = (value) =>
      value.toLocaleString("en-US", { notation: "compact", maximumSignificantDigits: 3 });
    return {
      ...base(t),
      tooltip: { ...base(t).tooltip, trigger: "axis", valueFormatter: fine },
      grid: { left: 4, right: 20, top: 16, bottom: 4, outerBoundsMode: "same" },
      xAxis: {
        ...axis(t),
        type: "category",
        data: chart.labels,
        name: chart.x,
        nameLocation: "middle",
        nameGap: 30,
        splitLine: { show: false },
      },
      yAxis: {
        ...axis(t),
        type: "value",
        name: chart.y,
        nameLocation: "middle",
        nameGap: 48,
        axisLabel: { ...axis(t).axisLabel, formatter: brief },
      },
      series: [
        {
          name: chart.y,
          type: "bar",
          data: chart.values,
          color: t.series[0],
          barCategoryGap: chart.joined ? "2%" : "30%",
          barMaxWidth: chart.joined ? null : 80,
          emphasis: { disabled: true },
        },
      ],
    };
  };

  const kinds = { stack, scatter, line, curve, lines, bars };
  const drawn = Object.entries(data).map(([place, chart]) => ({
    chart,
    view: echarts.init(document.getElementById(place), null, { renderer: "svg" }),
  }));
  const draw = () => {
    const t = theme();
    drawn.forEach(({ chart, view }) => view.setOption(kinds[chart.kind](chart, t), true));
  };
  const fit = () => drawn.forEach(({ view }) => view.resize());

  draw();
  drawn.forEach(({ view }) => new ResizeObserver(() => view.resize()).observe(view.getDom()));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  addEventListener("beforeprint", () => {
    root.dataset.print = "";
    draw();
    fit();
  });
  addEventListener("afterprint", () => {
    delete root.dataset.print;
    draw();
    fit();
  });
})();
