package dev.catchment.pipelines.doctor;

import dev.catchment.pipelines.Sample;
import dev.catchment.read.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Has the first records of every source tried. */
final class SampleCheck implements Check {
  private static final int MOST_REASONS = 5;

  /** A reason that fewer than one record in so many has tells of the record, not of the source. */
  private static final int RARE = 10;

  @Override
  public void examine(Examination examination) {
    try {
      examination
          .work()
          .orElseThrow()
          .samples()
          .forEach(sample -> examination.add(finding(sample)));
    } catch (InputException failure) {
      examination.problem("records", failure.getMessage(), "check the files of the input");
    }
  }

  private static Finding finding(Sample sample) {
    List<String> details = new ArrayList<>();
    sample.complaint().ifPresent(details::add);
    sample.rejected().stream()
        .limit(MOST_REASONS)
        .forEach(
            reason -> {
              details.add(
                  "%s: %d, first at %s: %s"
                      .formatted(
                          reason.name(), reason.count(), reason.example(), reason.message()));
              boolean isFrequent = reason.count() * RARE >= sample.records();
              if (isFrequent && !reason.hint().isEmpty()) {
                details.add(reason.hint());
              }
            });
    Level level = level(sample);
    if (level == Level.PROBLEM && sample.complaint().isEmpty()) {
      details.add(
          "the job would end with exit status 3: more than --maxRejected=%s allows"
              .formatted(sample.maxRejected()));
    }
    return new Finding(level, "records " + sample.source(), message(sample), details);
  }

  private static Level level(Sample sample) {
    int rejected = sample.rejectedCount();
    if (sample.complaint().isPresent() || rejected > sample.maxRejected() * sample.records()) {
      return Level.PROBLEM;
    }
    return rejected > 0 || sample.accepted() == 0 ? Level.WARNING : Level.OK;
  }

  private static String message(Sample sample) {
    if (sample.records() == 0) {
      return "there is no record in it";
    }
    StringBuilder message = new StringBuilder();
    message.append("%d of the first %d accepted".formatted(sample.accepted(), sample.records()));
    if (sample.withheld() > 0) {
      message.append(", %d withheld for want of consent".formatted(sample.withheld()));
    }
    if (!sample.filtered().isEmpty()) {
      message.append(
          sample.filtered().entrySet().stream()
              .map(rule -> rule.getValue() + " left out by " + rule.getKey())
              .collect(Collectors.joining(", ", ", ", "")));
    }
    if (!sample.rejected().isEmpty()) {
      message.append(", %d rejected".formatted(sample.rejectedCount()));
    }
    return message.toString();
  }
}
