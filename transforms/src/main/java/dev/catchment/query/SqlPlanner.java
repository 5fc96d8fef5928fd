package dev.catchment.query;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.avatica.util.Casing;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.avatica.util.Quoting;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.config.NullCollation;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.jdbc.CalciteSchema;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.plan.RelOptCluster;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.plan.RelOptRule;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.plan.hep.HepPlanner;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.plan.hep.HepProgram;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.plan.hep.HepProgramBuilder;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.RelNode;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.RelRoot;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.core.RelFactories;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.logical.LogicalProject;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.logical.LogicalSort;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.rules.CoreRules;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.type.RelDataType;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rex.RexBuilder;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.runtime.CalciteContextException;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.schema.impl.AbstractTable;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlKind;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlNode;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.SqlOperatorTable;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.parser.SqlParseException;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.parser.SqlParser;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.validate.SqlConformance;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.validate.SqlDelegatingConformance;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.validate.SqlValidator;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql2rel.RelDecorrelator;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql2rel.RelFieldTrimmer;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql2rel.StandardConvertletTable;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.tools.RelBuilder;

/** Makes of a text in SQL a relational plan, by Calcite's parser, validator and rules. */
final class SqlPlanner {
  private static final SqlConformance CONFORMANCE =
      new SqlDelegatingConformance(SqlConformanceEnum.LENIENT) {
        @Override
        public boolean isValueAllowed() {
          return true;
        }
      };

  /** Matches nothing in capitals only: names are found whatever their case. */
  private static final SqlParser.Config PARSER =
      SqlParser.config()
          .withUnquotedCasing(Casing.UNCHANGED)
          .withQuotedCasing(Casing.UNCHANGED)
          .withQuoting(Quoting.DOUBLE_QUOTE)
          .withCaseSensitive(false)
          .withIdentifierMaxLength(1024)
          .withConformance(CONFORMANCE);

  private final SortedMap<String, QueryTable> tables;
  private final RelDataTypeFactory factory = SqlTypes.factory();
  private final String sql;

  SqlPlanner(String sql, SortedMap<String, QueryTable> tables) {
    String trimmed = sql.strip();
    this.sql = trimmed.endsWith(";") ? trimmed.substring(0, trimmed.length() - 1) : trimmed;
    this.tables = tables;
  }

  /**
   * The optimised plan of the query.
   *
   * @throws QueryException when there is none, whatever Calcite makes of the query
   */
  RelNode plan() {
    SqlErrors errors = new SqlErrors(sql, tables);
    try {
      SqlNode parsed = SqlParser.create(sql, PARSER).parseQuery();
      errors.checkArgumentNames(parsed);
      return plan(parsed);
    } catch (QueryException e) {
      throw e;
    } catch (SqlParseException e) {
      throw errors.ofSyntax(e);
    } catch (CalciteContextException e) {
      throw errors.ofMeaning(e);
    } catch (RuntimeException | StackOverflowError e) {
      throw errors.ofPlanner(e);
    }
  }

  private RelNode plan(SqlNode parsed) {
    if (!parsed.isA(SqlKind.QUERY)) {
      throw new QueryException("A query begins with SELECT, WITH or VALUES.");
    }
    CalciteCatalogReader catalog =
        new CalciteCatalogReader(
            schema(),
            List.of(),
            factory,
            new CalciteConnectionConfigImpl(new Properties())
                .set(CalciteConnectionProperty.CASE_SENSITIVE, "false"));
    SqlOperatorTable operators = SqlOperatorTables.chain(Functions.operators(), catalog);
    SqlValidator validator =
        SqlValidatorUtil.newValidator(
            operators,
            catalog,
            factory,
            SqlValidator.Config.DEFAULT
                .withConformance(CONFORMANCE)
                .withIdentifierExpansion(true)
                .withDefaultNullCollation(NullCollation.LAST));
    SqlNode validated = validator.validate(parsed);
    HepPlanner planner = new HepPlanner(HepProgram.builder().build());
    RelOptCluster cluster = RelOptCluster.create(planner, new RexBuilder(factory));
    SqlToRelConverter converter =
        new SqlToRelConverter(
            (rowType, queryString, schemaPath, viewPath) -> {
              throw new UnsupportedOperationException("views");
            },
            validator,
            catalog,
            cluster,
            StandardConvertletTable.INSTANCE,
            SqlToRelConverter.config()
                .withExpand(false)
                .withTrimUnusedFields(false)
                .withInSubQueryThreshold(Integer.MAX_VALUE));
    RelRoot root = converter.convertQuery(validated, false, true);
    RelNode plan =
        apply(
            trim(optimize(root.project(true))),
            CoreRules.FILTER_PROJECT_TRANSPOSE,
            CoreRules.PROJECT_MERGE,
            CoreRules.PROJECT_REMOVE);
    return named(plan, root.fields.stream().map(Map.Entry::getValue).toList());
  }

  /** The plan with the names of the query, which rules may lose; an order stays at the top. */
  private static RelNode named(RelNode plan, List<String> names) {
    if (plan.getRowType().getFieldNames().equals(names)) {
      return plan;
    }
    return plan instanceof LogicalSort sort
        ? sort.copy(sort.getTraitSet(), List.of(named(sort.getInput(), names)))
        : LogicalProject.create(
            plan,
            List.of(),
            plan.getCluster().getRexBuilder().identityProjects(plan.getRowType()),
            names,
            Set.of());
  }

  private static RelNode optimize(RelNode converted) {
    RelNode plan =
        apply(
            converted,
            CoreRules.FILTER_SUB_QUERY_TO_CORRELATE,
            CoreRules.PROJECT_SUB_QUERY_TO_CORRELATE,
            CoreRules.JOIN_SUB_QUERY_TO_CORRELATE);
    RelBuilder builder = RelFactories.LOGICAL_BUILDER.create(plan.getCluster(), null);
    plan = RelDecorrelator.decorrelateQuery(plan, builder);
    plan = apply(plan, PUSHES.toArray(RelOptRule[]::new));
    plan =
        apply(
            plan,
            CoreRules.JOIN_TO_MULTI_JOIN,
            CoreRules.PROJECT_MULTI_JOIN_MERGE,
            CoreRules.FILTER_MULTI_JOIN_MERGE);
    plan = apply(plan, CoreRules.MULTI_JOIN_OPTIMIZE);
    plan = apply(plan, PUSHES.toArray(RelOptRule[]::new));
    return apply(
        plan,
        CoreRules.AGGREGATE_EXPAND_DISTINCT_AGGREGATES,
        CoreRules.UNION_TO_DISTINCT,
        CoreRules.PROJECT_TO_LOGICAL_PROJECT_AND_WINDOW,
        CoreRules.PROJECT_MERGE,
        CoreRules.PROJECT_REMOVE);
  }

  private static final List<RelOptRule> PUSHES =
      List.of(
          CoreRules.FILTER_INTO_JOIN,
          CoreRules.JOIN_CONDITION_PUSH,
          CoreRules.FILTER_PROJECT_TRANSPOSE,
          CoreRules.FILTER_AGGREGATE_TRANSPOSE,
          CoreRules.FILTER_SET_OP_TRANSPOSE,
          CoreRules.FILTER_MERGE,
          CoreRules.FILTER_REDUCE_EXPRESSIONS,
          CoreRules.PROJECT_REDUCE_EXPRESSIONS,
          CoreRules.JOIN_REDUCE_EXPRESSIONS,
          CoreRules.PROJECT_MERGE,
          CoreRules.PROJECT_REMOVE);

  private static RelNode apply(RelNode plan, RelOptRule... rules) {
    HepProgramBuilder program = HepProgram.builder();
    program.addRuleCollection(List.of(rules));
    HepPlanner planner = new HepPlanner(program.build());
    planner.setRoot(plan);
    return planner.findBestExp();
  }

  private static RelNode trim(RelNode plan) {
    RelBuilder builder = RelFactories.LOGICAL_BUILDER.create(plan.getCluster(), null);
    return new RelFieldTrimmer(null, builder).trim(plan);
  }

  private CalciteSchema schema() {
    CalciteSchema root = CalciteSchema.createRootSchema(false, false);
    tables.forEach((name, table) -> root.add(name, new NamedTable(name, table)));
    return root;
  }

  /** A table as Calcite sees it. */
  static final class NamedTable extends AbstractTable {
    private final String name;
    private final QueryTable table;

    NamedTable(String name, QueryTable table) {
      this.name = name;
      this.table = table;
    }

    String name() {
      return name;
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory typeFactory) {
      return SqlTypes.rowType(table.type(), typeFactory);
    }
  }
}
