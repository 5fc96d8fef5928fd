package dev.catchment.query;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.type.RelDataType;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.beam.vendor.calcite.v1_40_0.org.apache.calcite.sql.type.SqlTypeName;

/** How the types of Calcite and those of rows correspond. */
final class SqlTypes {
  /** The most digits of a decimal that is not of a table. */
  static final int DIGITS = 38;

  private static final RelDataTypeSystem SYSTEM =
      new RelDataTypeSystemImpl() {
        @Override
        public int getMaxPrecision(SqlTypeName typeName) {
          return typeName == SqlTypeName.DECIMAL ? DIGITS : super.getMaxPrecision(typeName);
        }

        @Override
        public int getMaxScale(SqlTypeName typeName) {
          return typeName == SqlTypeName.DECIMAL ? DIGITS : super.getMaxScale(typeName);
        }

        @Override
        public int getDefaultPrecision(SqlTypeName typeName) {
          return switch (typeName) {
            case DECIMAL -> DIGITS;
            case TIMESTAMP, TIME -> 3;
            default -> super.getDefaultPrecision(typeName);
          };
        }

        @Override
        public boolean shouldConvertRaggedUnionTypesToVarying() {
          return true;
        }

        @Override
        public RelDataType deriveSumType(RelDataTypeFactory factory, RelDataType argument) {
          RelDataType sum =
              switch (argument.getSqlTypeName()) {
                case TINYINT, SMALLINT, INTEGER -> factory.createSqlType(SqlTypeName.BIGINT);
                case FLOAT, REAL -> factory.createSqlType(SqlTypeName.DOUBLE);
                case DECIMAL ->
                    factory.createSqlType(SqlTypeName.DECIMAL, DIGITS, argument.getScale());
                default -> argument;
              };
          return factory.createTypeWithNullability(sum, argument.isNullable());
        }

        @Override
        public RelDataType deriveAvgAggType(RelDataTypeFactory factory, RelDataType argument) {
          return factory.createTypeWithNullability(
              factory.createSqlType(SqlTypeName.DOUBLE), argument.isNullable());
        }
      };

  private SqlTypes() {}

  static RelDataTypeFactory factory() {
    return new SqlTypeFactoryImpl(SYSTEM) {
      @Override
      public Charset getDefaultCharset() {
        return StandardCharsets.UTF_8;
      }
    };
  }

  /** The type of a table's rows; every value may be missing. */
  static RelDataType rowType(RowType type, RelDataTypeFactory factory) {
    RelDataTypeFactory.Builder builder = factory.builder();
    for (RowType.Column column : type.columns()) {
      RelDataType sql =
          switch (column.type()) {
            case BOOLEAN -> factory.createSqlType(SqlTypeName.BOOLEAN);
            case INTEGER -> factory.createSqlType(SqlTypeName.BIGINT);
            case DOUBLE -> factory.createSqlType(SqlTypeName.DOUBLE);
            case DECIMAL -> factory.createSqlType(SqlTypeName.DECIMAL, DIGITS, DIGITS / 2);
            case TEXT -> factory.createSqlType(SqlTypeName.VARCHAR);
            case BYTES -> factory.createSqlType(SqlTypeName.VARBINARY);
            case DATE -> factory.createSqlType(SqlTypeName.DATE);
            case TIME -> factory.createSqlType(SqlTypeName.TIME, 3);
            case TIMESTAMP -> factory.createSqlType(SqlTypeName.TIMESTAMP, 3);
          };
      builder.add(column.name(), factory.createTypeWithNullability(sql, true));
    }
    return builder.build();
  }

  /** The columns of a relation; intervals are whole numbers of milliseconds or months. */
  static RowType rowType(RelDataType type) {
    List<RowType.Column> columns = new ArrayList<>();
    for (RelDataTypeField field : type.getFieldList()) {
      columns.add(new RowType.Column(field.getName(), dataType(field.getType())));
    }
    return new RowType(columns);
  }

  /** What holds the values of a type; refuses arrays, rows and maps. */
  static DataType dataType(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case BOOLEAN -> DataType.BOOLEAN;
      case TINYINT, SMALLINT, INTEGER, BIGINT, SYMBOL -> DataType.INTEGER;
      case DECIMAL -> DataType.DECIMAL;
      case FLOAT, REAL, DOUBLE -> DataType.DOUBLE;
      case CHAR, VARCHAR -> DataType.TEXT;
      case BINARY, VARBINARY -> DataType.BYTES;
      case DATE -> DataType.DATE;
      case TIME -> DataType.TIME;
      case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> DataType.TIMESTAMP;
      // A column that is always missing.
      case NULL, ANY -> DataType.TEXT;
      default -> {
        if (SqlTypeName.INTERVAL_TYPES.contains(type.getSqlTypeName())) {
          yield DataType.INTEGER;
        }
        throw new QueryException(
            "The type "
                + type.getFullTypeString()
                + " cannot be used in a query; cast it to a number, text, date or time.");
      }
    };
  }
}
