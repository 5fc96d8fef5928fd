package dev.catchment.pipelines.lookalike;

import dev.catchment.lookalike.Reach;
import dev.catchment.pipelines.table.RowCondition;
import java.util.List;

/**
 * What is to be found, checked.
 *
 * @param profiles the table of the people
 * @param tableColumns its columns
 * @param columns where id and features stand in it
 * @param id the column of the ids
 * @param features the columns to compare by
 * @param condition who takes part
 * @param reach how many are given
 * @param minimum the fewest seeds and people
 * @param seed the number that the sample is drawn from
 */
record LookalikePlan(
    String profiles,
    List<String> tableColumns,
    TableColumns columns,
    String id,
    List<String> features,
    RowCondition condition,
    Reach reach,
    int minimum,
    long seed) {}
