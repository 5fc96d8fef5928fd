package dev.catchment.model;

/** The type of one field of a {@link Schema}, with the Java class that holds its values. */
public enum FieldType {
  /** Text, a {@link String}. */
  STRING(String.class),
  /** A whole number of 64 bits, a {@link Long}. */
  INTEGER(Long.class),
  /** A floating-point number of 64 bits, a {@link Double}. */
  DECIMAL(Double.class),
  /** True or false, a {@link Boolean}. */
  BOOLEAN(Boolean.class),
  /** An instant, a {@link Long} of milliseconds since 1970-01-01T00:00:00Z. */
  TIMESTAMP(Long.class);

  private final Class<?> javaClass;

  FieldType(Class<?> javaClass) {
    this.javaClass = javaClass;
  }

  /** The class of every value of this type. */
  public Class<?> javaClass() {
    return javaClass;
  }

  /** Whether values of this type can be summed and averaged. */
  public boolean isNumeric() {
    return this == INTEGER || this == DECIMAL;
  }
}
