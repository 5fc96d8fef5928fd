package dev.catchment.pipelines.report;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkNotNull;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The report of a run: one page of HTML that holds all it needs and loads nothing.
 *
 * <p>A section is on the page when its data was given. The same data gives the same bytes. However
 * large the data, the page stays bounded: about 0.8 MB for the chart library and at most a few
 * hundred rows per table and {@value ClusterSection#MAX_POINTS} points.
 */
public final class Report {
  private final String title;
  private final Run run;
  private @Nullable Funnel funnel;
  private @Nullable Score score;
  private @Nullable IdentitySection identities;
  private @Nullable ClusterSection clusters;
  private @Nullable LookalikeSection lookalike;
  private @Nullable PlotSection plot;
  private List<CurvesSection> curves = List.of();
  private List<RejectedReason> rejected = List.of();
  private List<ChannelDay> channels = List.of();
  private List<ExpectationRow> expectations = List.of();
  private List<AudienceRow> audiences = List.of();
  private List<SeriesRow> series = List.of();
  private OptionalLong people = OptionalLong.empty();

  private Report(String title, Run run) {
    this.title = checkNotNull(title, "title");
    this.run = checkNotNull(run, "run");
  }

  private Report(Report other) {
    this(other.title, other.run);
    funnel = other.funnel;
    score = other.score;
    identities = other.identities;
    clusters = other.clusters;
    lookalike = other.lookalike;
    plot = other.plot;
    curves = other.curves;
    rejected = other.rejected;
    channels = other.channels;
    expectations = other.expectations;
    audiences = other.audiences;
    series = other.series;
    people = other.people;
  }

  /** A report of a run, without any section yet. */
  public static Report of(String title, Run run) {
    return new Report(title, run);
  }

  /** Adds the funnel of records and the tiles of every outcome. */
  public Report withFunnel(Funnel value) {
    Report report = new Report(this);
    report.funnel = checkNotNull(value, "funnel");
    return report;
  }

  /** Adds the comparison with the planted truth, which only a generated world has. */
  public Report withScore(Score value) {
    Report report = new Report(this);
    report.score = checkNotNull(value, "score");
    return report;
  }

  /** Adds the rejected records by reason; an empty list adds nothing. */
  public Report withRejected(List<RejectedReason> values) {
    Report report = new Report(this);
    report.rejected = List.copyOf(values);
    return report;
  }

  /** Adds the expectations and what became of them; an empty list adds nothing. */
  public Report withExpectations(List<ExpectationRow> values) {
    Report report = new Report(this);
    report.expectations = List.copyOf(values);
    return report;
  }

  /** Adds the accepted events by day and channel, in any order; an empty list adds nothing. */
  public Report withChannels(List<ChannelDay> values) {
    Report report = new Report(this);
    report.channels = List.copyOf(values);
    return report;
  }

  /** Adds how many people have a profile. */
  public Report withPeople(long value) {
    checkArgument(value >= 0, "people is %s, must be 0 or more", value);
    Report report = new Report(this);
    report.people = OptionalLong.of(value);
    return report;
  }

  /** Adds how identifiers were joined to people. */
  public Report withIdentities(IdentitySection value) {
    Report report = new Report(this);
    report.identities = checkNotNull(value, "identities");
    return report;
  }

  /** Adds the clusters. */
  public Report withClusters(ClusterSection value) {
    Report report = new Report(this);
    report.clusters = checkNotNull(value, "clusters");
    return report;
  }

  /** Adds the people like the seeds. */
  public Report withLookalike(LookalikeSection value) {
    Report report = new Report(this);
    report.lookalike = checkNotNull(value, "lookalike");
    return report;
  }

  /** Adds a picture of the rows of a table. */
  public Report withPlot(PlotSection value) {
    Report report = new Report(this);
    report.plot = checkNotNull(value, "plot");
    return report;
  }

  /** Adds sections of curves, in the order given; an empty list adds nothing. */
  public Report withCurves(List<CurvesSection> values) {
    Report report = new Report(this);
    report.curves = List.copyOf(values);
    return report;
  }

  /** Adds the audiences, in the order given; an empty list adds nothing. */
  public Report withAudiences(List<AudienceRow> values) {
    Report report = new Report(this);
    report.audiences = List.copyOf(values);
    return report;
  }

  /** Adds series and their alerts, in any order; an empty list adds nothing. */
  public Report withSeries(List<SeriesRow> values) {
    Report report = new Report(this);
    report.series = List.copyOf(values);
    return report;
  }

  /** The page. */
  public String html() {
    return Page.html(title, run, headline(), sections());
  }

  private Markup headline() {
    HeadlineView tiles = new HeadlineView();
    if (funnel != null) {
      tiles.records(funnel.total());
    }
    if (people.isPresent()) {
      tiles.count("people", "People", people.getAsLong());
    } else if (identities != null) {
      tiles.count("people", "People", identities.people());
    }
    if (clusters != null) {
      tiles.count("clusters", "Clusters", clusters.sizes().size());
    }
    if (lookalike != null) {
      tiles
          .count("seeds", "Seeds found", lookalike.seeds())
          .count("lookalikes", "People like them", lookalike.people())
          .area(lookalike.auc());
    }
    if (!audiences.isEmpty()) {
      tiles.count("audiences", "Audiences", audiences.size());
    }
    curves.stream()
        .flatMap(section -> section.tiles().stream())
        .forEach(tile -> tiles.tile(tile.id(), tile.label(), tile.value(), tile.note()));
    if (!series.isEmpty()) {
      tiles
          .count("series", "Series", series.size())
          .count("episodes", "Episodes", series.stream().mapToLong(SeriesRow::episodes).sum());
    }
    tiles.seconds(run.seconds());
    Markup truth = score == null ? Markup.EMPTY : new HeadlineView().score(score).markup("truth");
    return Markup.join(List.of(tiles.markup("run"), truth));
  }

  private List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    if (funnel != null) {
      sections.add(FunnelView.section(funnel));
    }
    if (!rejected.isEmpty()) {
      sections.add(RejectedView.section(rejected));
    }
    if (!expectations.isEmpty()) {
      sections.add(ExpectationsView.section(expectations));
    }
    if (!channels.isEmpty()) {
      sections.add(ChannelsView.section(channels));
    }
    if (identities != null) {
      sections.add(IdentitiesView.section(identities));
    }
    if (clusters != null) {
      sections.add(ClustersView.section(clusters));
      if (!clusters.drift().equals(ClusterDrift.NONE)) {
        sections.add(DriftView.section(clusters));
      }
    }
    if (lookalike != null) {
      sections.add(LookalikeView.section(lookalike));
    }
    if (plot != null) {
      sections.add(PlotView.section(plot));
    }
    curves.forEach(section -> sections.add(CurvesView.section(section)));
    if (!audiences.isEmpty()) {
      sections.add(AudiencesView.section(audiences));
    }
    if (!series.isEmpty()) {
      sections.add(SeriesView.section(series));
    }
    return sections;
  }
}
