package dev.catchment.pipelines.doctor;

import java.util.List;

/**
 * What a check found; holds no value of a record.
 *
 * @param level how well it stands
 * @param subject what was looked at
 * @param message what was found
 * @param details what is to be said of it below, a line each, such as the fix
 */
record Finding(Level level, String subject, String message, List<String> details) {
  Finding {
    details = List.copyOf(details);
  }
}
