package dev.catchment.pipelines.plan;

import dev.catchment.clean.EventMapping;
import dev.catchment.protect.ConsentColumn;
import dev.catchment.protect.PersonalKind;
import dev.catchment.read.RecordFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one source is read, protected and mapped.
 *
 * @param name the name in the configuration
 * @param input the files that the configuration names, or empty
 * @param format how the files are written
 * @param columns the columns that are used, by slot
 * @param headerNeeded whether the columns are those of a header line
 * @param personal the kind of the personal columns, by slot
 * @param consent the column that states consent, or empty
 * @param mapping how records become events
 * @param keepsDuplicates whether events with the same message id are all accepted
 */
public record SourcePlan(
    String name,
    Optional<String> input,
    RecordFormat format,
    List<String> columns,
    boolean headerNeeded,
    Map<Integer, PersonalKind> personal,
    Optional<ConsentColumn> consent,
    EventMapping mapping,
    boolean keepsDuplicates) {}
