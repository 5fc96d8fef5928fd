package dev.catchment.pipelines.report;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkNotNull;

/**
 * What became of the records of one source, or of all of them.
 *
 * @param source the name of the source
 * @param read records read
 * @param withheld left out because consent was refused
 * @param filtered left out by a rule of the configuration
 * @param rejected kept aside with a reason
 * @param duplicate the same as another record
 */
public record FunnelRow(
    String source, long read, long withheld, long filtered, long rejected, long duplicate) {
  public FunnelRow {
    checkNotNull(source, "source");
    checkArgument(
        withheld >= 0
            && filtered >= 0
            && rejected >= 0
            && duplicate >= 0
            && withheld + filtered + rejected + duplicate <= read,
        "%s: withheld %s, filtered %s, rejected %s and duplicate %s do not fit into %s read",
        source,
        withheld,
        filtered,
        rejected,
        duplicate,
        read);
  }

  /** Records whose consent allows their use. */
  public long afterConsent() {
    return read - withheld;
  }

  /** Records that no rule of the configuration leaves out. */
  public long afterRules() {
    return afterConsent() - filtered;
  }

  /** Records without a mistake. */
  public long valid() {
    return afterRules() - rejected;
  }

  /** Records written to the event store, each once. */
  public long accepted() {
    return valid() - duplicate;
  }
}
