package dev.catchment.store;

import static com.google.common.base.Preconditions.checkArgument;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What one batch changed in a store: the files that it added and those that it took away. It stands
 * in {@code batches/000001.json} and appears in one step, so that a reader sees all of a batch or
 * nothing. Described in {@code docs/formats/event-store.md}.
 *
 * <p>A draft is the manifest of a batch that is not published: it has no number yet, and its files
 * have the names under which they are staged.
 *
 * @param batch its number, from 1 without gaps; 0 in a draft
 * @param id what no other run has, by which a run finds out that it has published already
 * @param job the job that wrote it
 * @param started when that job started, ISO-8601
 * @param added files of events
 * @param rejected files of rejected records, paths within the store
 * @param removed files of earlier batches that are no part of the store any more
 * @param replacedDays the days whose earlier events were replaced
 * @param account what became of every record, as in the summary of the job
 * @param positions how far each source that has no end was read, such as the next offset of {@code
 *     orders/topic/0}
 * @param repaired the ids of the rejected records that were fed in again
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Manifest(
    @JsonProperty(value = "batch", required = true) int batch,
    @JsonProperty("id") String id,
    @JsonProperty(value = "job", required = true) String job,
    @JsonProperty(value = "started", required = true) String started,
    @JsonProperty("added") List<StoredFile> added,
    @JsonProperty("rejected") List<String> rejected,
    @JsonProperty("removed") List<String> removed,
    @JsonProperty("replacedDays") List<String> replacedDays,
    @JsonProperty("account") JsonNode account,
    @JsonProperty("positions") Map<String, Long> positions,
    @JsonProperty("repaired") List<String> repaired) {

  /** The job of a first batch that lists the files of a store that had no manifests. */
  public static final String ADOPT = "adopt";

  /** The job of a batch that stores the same events in other files. */
  public static final String COMPACT = "compact";

  public Manifest {
    checkArgument(batch >= 0, "batch is %s, not at least 0", batch);
    checkArgument(job != null, "job is missing");
    checkArgument(started != null, "started is missing");
    id = Objects.requireNonNullElse(id, "");
    added = copy(added);
    rejected = copy(rejected);
    removed = copy(removed);
    replacedDays = copy(replacedDays);
    account = account == null ? JsonNodeFactory.instance.objectNode() : account;
    positions = positions == null ? Map.of() : Map.copyOf(positions);
    repaired = copy(repaired);
    rejected.forEach(StoredFile::checkPath);
    removed.forEach(StoredFile::checkPath);
  }

  private static <T> List<T> copy(List<T> given) {
    return given == null ? List.of() : List.copyOf(given);
  }

  /** A draft of a batch that changes nothing yet. */
  public static Manifest draft(String job, String started) {
    return new Manifest(0, "", job, started, null, null, null, null, null, null, null);
  }

  /** The same, published under a number. */
  public Manifest withBatch(int number) {
    return new Manifest(
        number,
        id,
        job,
        started,
        added,
        rejected,
        removed,
        replacedDays,
        account,
        positions,
        repaired);
  }

  /** The same of the run with an id. */
  public Manifest withId(String run) {
    return new Manifest(
        batch,
        run,
        job,
        started,
        added,
        rejected,
        removed,
        replacedDays,
        account,
        positions,
        repaired);
  }

  /** The same with these files of events and of rejected records. */
  public Manifest withFiles(List<StoredFile> events, List<String> rejectedFiles) {
    return new Manifest(
        batch,
        id,
        job,
        started,
        events,
        rejectedFiles,
        removed,
        replacedDays,
        account,
        positions,
        repaired);
  }

  /** The same, taking away these files of earlier batches. */
  public Manifest withRemoved(List<String> files, List<String> days) {
    return new Manifest(
        batch, id, job, started, added, rejected, files, days, account, positions, repaired);
  }

  /** The same with the account of its records. */
  public Manifest withAccount(JsonNode summary) {
    return new Manifest(
        batch,
        id,
        job,
        started,
        added,
        rejected,
        removed,
        replacedDays,
        summary,
        positions,
        repaired);
  }

  /** The same, having read sources that have no end up to these positions. */
  public Manifest withPositions(Map<String, Long> reached) {
    return new Manifest(
        batch,
        id,
        job,
        started,
        added,
        rejected,
        removed,
        replacedDays,
        account,
        reached,
        repaired);
  }

  /** The same, having fed in these rejected records. */
  public Manifest withRepaired(List<String> ids) {
    return new Manifest(
        batch, id, job, started, added, rejected, removed, replacedDays, account, positions, ids);
  }

  /** The number of events that it added. */
  public long rows() {
    return added.stream().mapToLong(StoredFile::rows).sum();
  }
}
