package dev.catchment.pipelines.report;

/**
 * A series and its alerts.
 *
 * @param name its name
 * @param judged the rows that were judged
 * @param rejected the rows that were no values
 * @param episodes the runs of rows with alerts
 * @param perDay how many episodes that are in a day
 * @param first when the first alert was; empty without one
 * @param last when the last alert was; empty without one
 */
public record SeriesRow(
    String name,
    long judged,
    long rejected,
    long episodes,
    double perDay,
    String first,
    String last) {}
