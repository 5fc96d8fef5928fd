package dev.catchment.pipelines.doctor;

import dev.catchment.pipelines.ConfigOptions;
import dev.catchment.pipelines.UsageException;
import dev.catchment.pipelines.config.CatchmentConfig;
import dev.catchment.pipelines.config.ConfigFile;

/** Reads the configuration. */
final class ConfigCheck implements Check {
  static final String SUBJECT = "configuration";

  @Override
  public boolean needsWork() {
    return false;
  }

  @Override
  public void examine(Examination examination) {
    if (!(examination.options() instanceof ConfigOptions options)) {
      return;
    }
    try {
      CatchmentConfig config = ConfigFile.read(options.getConfig()).config();
      examination.ok(
          SUBJECT,
          "%s: %s, %s, %s"
              .formatted(
                  options.getConfig(),
                  Words.count(config.sources().size(), "source"),
                  Words.count(config.profile().features().size(), "feature"),
                  Words.count(config.audiences().size(), "audience")));
    } catch (UsageException complaint) {
      examination.problem(SUBJECT, complaint);
    }
  }
}
